import Recordings

/// What of the brain is there while a memory is probed: all of it, or one store alone.
struct Condition {
  /// Name of the lesion.
  var lesion: String
  /// Position of the store that is left; nil if the brain is intact.
  var store: Int?
  /// "intact", "cortex alone".
  var title: String
  var colour: String
}

extension Index {
  /// The intact brain, then each store alone.
  var conditions: [Condition] {
    // Where a store is all there is, it alone is the intact brain.
    let alone = stores.enumerated().filter { $1.alone != "none" }
    return [Condition(lesion: "none", title: "intact", colour: Palette.intact)]
      + alone.map { i, store in
        Condition(lesion: store.alone, store: i, title: PartName.title(store.name) + " alone", colour: Palette.store(i))
      }
  }

  /// What is silenced where a store is alone.
  var others: String {
    switch stores.count {
    case ...1: "everything else"
    case 2: "the other store"
    default: "the other stores"
    }
  }
}
