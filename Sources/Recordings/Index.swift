/// The names behind the numbers of a recording: the same for all subjects of a plan.
public struct Index: Sendable, Equatable {
  /// A memory that some subject may hold: an item of the materials that the timeline studies.
  public struct Memory: Sendable, Equatable {
    /// Name of the item, as tables and reports print it.
    public var name: String
    /// The materials that it belongs to.
    public var material: String
    /// The group that reports and claims select by; empty if it has none.
    public var group: String

    public init(name: String, material: String, group: String) {
      self.name = name
      self.material = material
      self.group = group
    }
  }

  /// A probe as it was taken: in which branch, under which label, with which lesion.
  public struct State: Sendable, Equatable {
    /// Names of the branches passed, joined by dots; empty before any branch.
    public var branch: String
    /// Label of the probe; in a repeat with the numbers of the rounds.
    public var label: String
    /// "none", "hippocampus", "cortex", …: what is silenced during the probe.
    public var lesion: String
    /// Hours since the scenario began.
    public var hours: Double

    public init(branch: String, label: String, lesion: String, hours: Double) {
      self.branch = branch
      self.label = label
      self.lesion = lesion
      self.hours = hours
    }
  }

  /// A phase of sleep on the timeline, or a quiet rest with ripples.
  public struct Sleep: Sendable, Equatable {
    /// Names of the branches passed, joined by dots; empty before any branch.
    public var branch: String
    /// Number among the sleeps that a subject of this branch has had, from 1; 0 for a rest.
    public var number: Int
    /// How long it lasts.
    public var hours: Double
    /// Whether it ran on equations.
    public var hasPhysiology: Bool
    /// Name of the replay priority.
    public var priority: String

    public init(branch: String, number: Int, hours: Double, hasPhysiology: Bool = false, priority: String = "") {
      self.branch = branch
      self.number = number
      self.hours = hours
      self.hasPhysiology = hasPhysiology
      self.priority = priority
    }

    /// Whether it is a quiet rest and no sleep.
    public var isRest: Bool { number == 0 }
    /// "rest", or the sleep's number.
    public var name: String { isRest ? "rest" : String(number) }
  }

  /// A part of the brain that may keep a memory by itself.
  public struct Store: Sendable, Equatable {
    /// As the brain calls it: hippocampus, cortex, …
    public var name: String
    /// Name of the lesion under which this store alone is left: "none" if there is nothing else.
    public var alone: String

    public init(name: String, alone: String) {
      self.name = name
      self.alone = alone
    }
  }

  /// How the brain is made, for pictures: positions are those of its parts.
  public struct Network: Sendable, Equatable {
    /// Signals go from one part to another.
    public struct Link: Sendable, Hashable {
      /// The part that sends.
      public var from: Int
      /// The part that receives.
      public var to: Int

      public init(from: Int, to: Int) { (self.from, self.to) = (from, to) }
    }

    /// Names of all parts, whether their codes are compared or not.
    public var parts: [String]
    /// The store of each part, by its position among the stores; nil: none.
    public var stores: [Int?]
    /// From which part to which signals go; a pair may stand there more than once.
    public var links: [Link]
    /// Parts that an NREM event runs through, in order.
    public var replay: [Int]
    /// Parts that a REM event runs through, in order.
    public var rehearsal: [Int]

    public init(parts: [String] = [], stores: [Int?] = [], links: [Link] = [], replay: [Int] = [], rehearsal: [Int] = []) {
      (self.parts, self.stores, self.links, self.replay, self.rehearsal) = (parts, stores, links, replay, rehearsal)
    }
  }

  /// Memories, by the number that records use.
  public var memories: [Memory]
  /// Probes, each under one lesion.
  public var states: [State]
  /// Sleeps and rests of all branches.
  public var sleeps: [Sleep]
  /// Names of the measures in `SubjectRecord.scores`.
  public var measures: [String]
  /// Names of the measures in `SubjectRecord.physiology`.
  public var physiology: [String]
  /// Where a memory may live; empty where nothing is asked of stores.
  public var stores: [Store]
  /// Names of the parts whose codes are compared, in the order in which a memory passes them.
  public var parts: [String]
  /// The brain's parts and what is between them.
  public var network: Network

  public init(
    memories: [Memory] = [], states: [State] = [], sleeps: [Sleep] = [], measures: [String] = [], physiology: [String] = [],
    stores: [Store] = [], parts: [String] = [], network: Network = Network()
  ) {
    self.memories = memories
    self.states = states
    self.sleeps = sleeps
    self.measures = measures
    self.physiology = physiology
    self.stores = stores
    self.parts = parts
    self.network = network
  }
}
