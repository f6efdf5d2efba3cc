import Analysis
import Declarations
import Lives
import Reporting
import Runs

/// The table as data.
extension MatrixTable {
  public var value: Value {
    .object([
      "schema": .integer(1), "engram": .text(Release.version), "matrix": .text(plan.name), "title": .text(plan.title),
      "brains": .list(
        plan.brains.enumerated().map { b, brain in
          .object([
            "name": .text(brain.name),
            "counts": .map(zip(MatrixEntry.words, counts(brain: b)).map { .init(MatrixEntry.word($0), .integer($1)) }),
            "disagreements": .integer(disagreements(brain: b)),
          ])
        }),
      "experiments": .list(
        plan.experiments.enumerated().map { e, experiment in
          .object([
            "name": .text(experiment.name), "title": .text(experiment.title), "confidence": .number(experiment.confidence),
            "cells": .list(
              plan.brains.indices.map { b in
                let cell = cell(e, b)
                return .object([
                  "brain": .text(plan.brains[b].name), "subjects": .integer(cell.subjects),
                  "folder": cell.plan == nil ? .null : .text(cell.folder),
                  "digest": cell.plan.map { .text($0.digest) } ?? .null,
                ])
              }),
            "claims": .list(
              experiment.claims.enumerated().map { c, claim in
                .object([
                  "name": .text(claim.name), "that": .text(claim.that), "expected": .text(claim.expect.rawValue),
                  "reference": .text(claim.reference),
                  "brains": .list(plan.brains.indices.map { b in Self.value(entries[e][c][b], plan.brains[b].name) }),
                ])
              }),
          ])
        }),
    ])
  }

  private static func value(_ entry: MatrixEntry, _ brain: String) -> Value {
    .object([
      "brain": .text(brain), "outcome": .text(entry.word), "disagrees": .flag(entry.disagrees), "reason": .text(entry.reason),
      "parts": .list(entry.parts.map(JSONReport.part)),
    ])
  }
}
