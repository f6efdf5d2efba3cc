import Analysis
import Declarations
import Recordings

/// What the night player shows: the first subject's sleeps with their stages, rhythms, replays and traces.
struct NightData {
  let results: Results
  let record: SubjectRecord
  private let sleeps: [Int]

  private static let mostSleeps = 6
  private static let mostMemories = 60

  /// Nil where nothing can be watched.
  init?(results: Results, record: SubjectRecord) {
    let watched = results.index.sleeps.indices.filter { s in record.traces.contains { Int($0.sleep) == s } }
    guard !watched.isEmpty else { return nil }
    (self.results, self.record, sleeps) = (results, record, Array(watched.prefix(Self.mostSleeps)))
  }

  /// The memories that are shown: all, or those that are replayed most.
  private var memories: [Int] {
    let all = Set(record.traces.map { Int($0.memory) }).filter(results.index.memories.indices.contains).sorted()
    guard all.count > Self.mostMemories else { return all }
    var counts = [Int: Int]()
    for e in record.replays where e.accepted == 1 { counts[Int(e.memory), default: 0] += 1 }
    return Array(all.sorted { (counts[$1] ?? 0, $0) < (counts[$0] ?? 0, $1) }.prefix(Self.mostMemories)).sorted()
  }

  private var stores: [String] { results.index.stores.map { PartName.title($0.name) } }

  var value: Value {
    let shown = memories, places = Dictionary(uniqueKeysWithValues: shown.enumerated().map { ($1, $0) })
    let map = BrainMap(results.index), words = ReplayWords(results.index)
    return .object([
      "stores": .list(stores.map(Value.text)), "map": map.value,
      "replay": map.replay.value(colour: Palette.replay, words: words.replayed),
      "rehearsal": map.rehearsal.value(colour: Palette.rehearsal, words: words.rehearsed),
      "memories": .list(
        shown.map { m in
          .object(["name": .text(results.index.memories[m].name), "group": .text(results.index.memories[m].group)])
        }),
      "left_out": .integer(results.index.memories.count - shown.count),
      "sleeps": .list(sleeps.map { sleep($0, shown, places) }),
    ])
  }

  private func sleep(_ s: Int, _ shown: [Int], _ places: [Int: Int]) -> Value {
    let sleep = results.index.sleeps[s], traces = record.traces.filter { Int($0.sleep) == s }
    var times: [Float] = []
    for t in traces where times.last != t.hours { times.append(t.hours) }
    // Of each store, of each memory, at each time.
    let tracks = results.index.stores.indices.map { store -> Value in
      let own = Dictionary(grouping: traces.filter { Int($0.store) == store }) { Int($0.memory) }
      return .list(shown.map { m in .list((own[m] ?? []).map { number($0.value) }) })
    }
    let rhythms = record.rhythms.filter { Int($0.sleep) == s }
    func spans(_ kind: Int32) -> Value {
      .list(rhythms.filter { $0.kind == kind }.map { .list([.integer(Int($0.start)), .integer(Int($0.end - $0.start))]) })
    }
    let end = max(Double(times.last ?? 0), sleep.hours)
    let fate = results.ends.first { Results.leads(sleep.branch, to: $0) }.flatMap { end in
      results.finalProbes.first { $0.branch == end }
    }
    return .object([
      "name": .text((sleep.isRest ? "rest" : "sleep \(sleep.number)") + (sleep.branch.isEmpty ? "" : ", \(sleep.branch)")),
      "hours": .number(end),
      "bouts": .list(
        record.bouts.filter { Int($0.sleep) == s }.map {
          .list([.integer(Int($0.stage)), .integer(Int($0.first)), .integer(Int($0.end))])
        }),
      "downs": spans(0), "spindles": spans(1),
      "events": .list(
        record.replays.filter { Int($0.sleep) == s }.map { e in
          .list([
            number(e.hours), .integer(Int(e.stage)), .integer(Int(e.accepted)), .integer(places[Int(e.memory)] ?? -1),
            number(e.overlap),
          ])
        }),
      "times": .list(times.map(number)), "tracks": .list(tracks),
      "fates": .list(shown.map { m in fate.map { story(m, $0.branch, $0.label) } ?? .null }),
      "after": fate.map { .text($0.label) } ?? .null,
    ])
  }

  /// What became of a memory, over subjects.
  private func story(_ memory: Int, _ branch: String, _ label: String) -> Value {
    guard
      let cell =
        (results.state(branch, label, "none") ?? results.states.last { $0.state.branch == branch && $0.state.label == label })?
        .memories[memory]
    else { return .null }
    let partners = cell.fate.notablePartners.map {
      "\(results.index.memories[$0.memory].name) (\(Layout.number($0.share)))"
    }
    return .object([
      "fate": .text(cell.fate.text), "kept": .number(cell.fate.shares[.kept]?.mean ?? .nan),
      "home": results.home(of: memory, branch: branch, label: label).map { .text($0.text) } ?? .null,
      "partners": .text(partners.joined(separator: ", ")),
    ])
  }

  /// Three decimals are more than a picture shows.
  private func number(_ x: Float) -> Value { .number((Double(x) * 1000).rounded() / 1000) }

  /// What the bars of the list are.
  private var bars: Markup {
    let names = stores.enumerated().map { i, name -> Markup in
      let place = stores.count == 2 ? (i == 0 ? " (upper)" : " (lower)") : ""
      return "<span class=\"key-store store-\(i % Palette.stores.count + 1)\">\(name)</span> alone\(place)"
    }
    let last = names.last ?? "", before = names.dropLast().joined(", ")
    return "\(names.count > 1 ? "\(before) and " : "" as Markup)\(last)\(names.count > 2 ? ", from top to bottom" : "")"
  }

  /// What the script fills.
  var stage: Markup {
    """
    <p>One night of the first subject, to watch. Press <b>Play</b>, drag the slider, or choose a memory to read its story.</p>
    <noscript><p class="warning">The player needs JavaScript; every picture below is complete without it.</p></noscript>
    <div id="night" hidden>
    <div class="controls">
    <button type="button" id="night-play" aria-pressed="false">Play</button>
    <label>Sleep <select id="night-which"></select></label>
    <label>Speed <select id="night-speed"><option value="0.5">slow</option><option value="1" selected>normal</option><option value="4">fast</option></select></label>
    <label class="wide">Time <input type="range" id="night-time" min="0" max="1000" value="0" step="1"></label>
    <output id="night-clock" for="night-time"></output>
    </div>
    <div class="stages">
    <div class="picture" id="night-strip"></div>
    <p class="hint"><span id="night-rhythms">Stages of sleep above, then slow oscillations (DOWN states a minute) and spindles.</span> \(ReplayWords(results.index).colours)</p>
    </div>
    <div class="stages">
    <div class="picture" id="night-map"></div>
    <p class="hint">\(BrainMap(results.index).caption)</p>
    </div>
    <p id="night-status" role="status"></p>
    <div class="two">
    <div><h3 id="night-list-title">Memories</h3><p class="hint">Bars: how much of a memory comes back from half a cue, by \(bars).</p><ul id="night-list" aria-labelledby="night-list-title"></ul></div>
    <div id="night-story" tabindex="-1" role="region" aria-label="Story of a memory"><h3>Story</h3><p>Choose a memory.</p></div>
    </div>
    </div>
    """
  }
}
