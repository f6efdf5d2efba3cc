import Analysis
import Declarations
import Lives
import Materials
import NetworkModels
import Scenarios
import SleepDynamics

/// Everything that a scenario can name, with parameter tables and references: read from the same declarations as the parser.
public enum Catalog {
  /// Kinds of entries, in the order of a scenario file.
  public enum Kind: String, CaseIterable, Sendable {
    case scenario, brains, parameters, materials, circuits, layers, feedforward, phases, sleep, priorities, ablations, tests,
      lesions,
      measures,
      claims, sweeps, matrix,
      references
  }

  package static func entries(_ kind: Kind) -> [CatalogEntry] {
    func words<T: Word>(_ type: T.Type) -> [CatalogEntry] {
      T.allCases.map { CatalogEntry(name: $0.rawValue, summary: $0.summary) }
    }
    switch kind {
    case .scenario: return [Scenario.entry, AnalysisSettings.entry, Agreement.entry, Reference.entry]
    case .brains:
      return BrainChoice.models.map { $0.entry }
        + [TrisynapticPathway.entry, GammaSettings.entry, Distribution.entry] + words(TrisynapticRule.self)
        + words(CompetitionName.self)
    case .parameters: return [RateParameters.entry]
    case .materials: return MaterialSettings.catalog
    case .circuits:
      return [
        CircuitSettings.entry, CircuitSurface.entry, PopulationSettings.entry, LeakyNeuron.entry, AdaptiveNeuron.entry,
        PoissonTrain.entry,
        BurstTrain.entry, Receptor.entry, BackgroundSettings.entry, StartSettings.entry, StartInput.entry, PathwaySettings.entry,
        WeightRange.entry, PathwayChange.entry, PairSTDP.entry, TripletSTDP.entry, SymmetricSTDP.entry,
        InhibitoryPlasticity.entry,
        OrchestratedPlasticity.entry, ShortTerm.entry, StimulusSettings.entry, EngramSettings.entry,
        LinearTrack.entry, EventSettings.entry, DecodingSettings.entry, BandSettings.entry, AssemblySettings.entry,
        RecordSettings.entry,
      ]
    case .layers:
      return [
        LayeredSettings.entry, SurfaceSettings.entry, LayeredNight.entry, LayeredStage.entry, ConsolidationEvent.entry,
        GradedUnits.entry, GradedLayer.entry, BinaryUnits.entry, GradedProjection.entry, HebbianRule.entry,
        SynapticDepression.entry, InhibitionOscillation.entry, AutonomousSleep.entry, Rehearsal.entry, PatternLayer.entry,
      ] + words(SleepRule.self) + words(RehearsalRule.self)
    case .feedforward:
      return [FeedForwardSettings.entry, Backpropagation.entry, SleepReplay.entry] + words(ReplayInput.self)
        + words(ReplayRule.self)
    case .phases:
      return Phase.catalog + [LayeredStudy.entry, LayeredProbe.entry, LayeredSleep.entry, Criterion.entry, ReplaySettings.entry]
    case .sleep:
      return [
        ClockSettings.entry, NightSettings.entry, StageOscillator.entry, RhythmSettings.entry, ConsolidationSettings.entry,
        CueSettings.entry, StimulationSettings.entry, SuppressionSettings.entry,
      ] + words(RegulationName.self) + words(SleepStage.self)
    case .priorities: return PriorityRule.allCases.map(\.entry)
    case .ablations: return words(Ablation.self)
    case .tests: return words(TestName.self)
    case .lesions:
      return TrisynapticSettings().map.silenceable.map { CatalogEntry(name: $0, summary: Self.lesions[$0] ?? "") }
    case .measures: return Measure.all.map(\.entry)
    case .claims: return [Claim.entry, PublishedEffect.entry]
    case .sweeps: return [SweepSettings.entry, SweepAxis.entry, FitSettings.entry] + words(DesignName.self)
    case .matrix: return [MatrixFile.entry]
    case .references: return References.all.map { CatalogEntry(name: $0.key, summary: $0.text) }
    }
  }

  /// What the default brain's lesions leave.
  private static let lesions = [
    "none": "nothing: the intact brain", "hippocampus": "the hippocampus: what is left is the cortex alone",
    "cortex": "the neocortex: what is left is the hippocampus alone",
    "trisynaptic_pathway": "dentate gyrus and CA3: what is left is entorhinal cortex → CA1",
    "entorhinal_cortex": "cannot be silenced: it is the surface", "dentate_gyrus": "dentate gyrus: no mossy drive",
    "ca3": "CA3: what is left of the hippocampus is entorhinal cortex → CA1",
    "ca1": "CA1: as the whole hippocampus, whose output it is", "neocortex": "the same as 'cortex'",
    "monosynaptic_pathway": "entorhinal cortex → CA1",
  ]

  /// A kind's entries for a terminal.
  public static func text(_ kind: Kind) -> String {
    entries(kind).map { entry in
      var lines = ["\(entry.name): \(entry.summary)"]
      if let equation = entry.equation { lines.append("  equation: \(equation)") }
      for field in entry.fields {
        let standard = field.isRequired ? "required" : field.standard.map { "default \($0)" } ?? "optional"
        let source = field.source.map { "; source: \($0)" } ?? ""
        lines.append("  \(field.name) — \(field.summary) (\(field.form.summary); \(standard)\(source))")
      }
      if !entry.references.isEmpty { lines.append("  see " + entry.references.joined(separator: ", ")) }
      return lines.joined(separator: "\n")
    }.joined(separator: "\n") + "\n"
  }

  /// The same as data.
  public static func json(_ kind: Kind) -> Value {
    .list(
      entries(kind).map { entry in
        .object([
          "name": .text(entry.name), "summary": .text(entry.summary), "equation": entry.equation.map(Value.text) ?? .null,
          "references": .list(entry.references.map(Value.text)),
          "fields": .list(
            entry.fields.map {
              .object([
                "name": .text($0.name), "summary": .text($0.summary), "form": .text($0.form.summary),
                "required": .flag($0.isRequired),
                "default": $0.standard.map(Value.text) ?? .null, "source": $0.source.map(Value.text) ?? .null,
              ])
            }),
        ])
      })
  }

  /// JSON Schema (draft-07) of the scenario format, from which editors complete.
  public static var schema: Value {
    JSONSchema.document(
      title: "engram scenario, format \(Scenario.format)", fields: Scenario.entry.fields,
      definitions: [("phases", .list(Phase.form, count: 0...100_000))])
  }
}
