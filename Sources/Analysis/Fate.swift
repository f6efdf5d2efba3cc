/// What has become of a memory at a probe.
public struct Fate: Sendable, Equatable {
  public enum Word: String, Sendable {
    case kept, forgotten
    /// Blended, and in which way most: see `kind`.
    case blended
    /// None of the three: it comes back now and then.
    case unstable
    /// The intervals do not tell.
    case uncertain
  }

  public var word: Word
  /// Gist, intrusion or mixture, for blended memories.
  public var kind: Verdict?
  /// What the means alone would say, where the word is `uncertain`.
  public var leaning: String
  /// Share of retrievals with each verdict, over subjects.
  public var shares: [Verdict: Estimate]
  /// Share of gist, intrusion and mixture together.
  public var blended: Estimate
  /// Whose features come back, most frequent first: position among the memories, share of all retrievals.
  public var partners: [(memory: Int, share: Double)]

  /// Partners of at least one in twenty retrievals: those that reports name.
  public var notablePartners: [(memory: Int, share: Double)] { partners.filter { $0.share >= Self.notable } }
  /// The share from which a partner is named.
  public static let notable = 0.05
  /// The share of retrievals that the leaning goes by.
  public var leadingShare: Estimate? {
    switch leaning {
    case "forgotten": shares[.forgotten]
    case "blended": blended
    default: shares[.kept]
    }
  }

  public static func == (a: Fate, b: Fate) -> Bool {
    a.word == b.word && a.kind == b.kind && a.leaning == b.leaning && a.shares == b.shares
      && a.blended == b.blended && a.partners.map(\.memory) == b.partners.map(\.memory)
      && a.partners.map(\.share) == b.partners.map(\.share)
  }

  /// Kept if its share exceeds 2/3; else forgotten if that share exceeds 2/3; else blended if gist, intrusion and mixture together reach
  /// 1/3; else unstable. The word stands only if the interval lies on one side of the bound; otherwise the fate is uncertain.
  init(shares: [Verdict: Estimate], blended: Estimate, partners: [(memory: Int, share: Double)]) {
    self.shares = shares
    self.blended = blended
    self.partners = partners
    func share(_ verdict: Verdict) -> Double { shares[verdict]?.mean ?? 0 }
    let kinds: [Verdict] = [.gist, .intrusion, .mixture]
    let most = kinds.max { share($0) < share($1) }
    let kept = shares[.kept], forgotten = shares[.forgotten], limit = 2.0 / 3, third = 1.0 / 3

    if share(.kept) > limit {
      leaning = "kept"
    } else if share(.forgotten) > limit {
      leaning = "forgotten"
    } else if blended.mean >= third {
      leaning = "blended"
    } else {
      leaning = "unstable"
    }

    if let kept, kept.low > limit {
      word = .kept
    } else if let forgotten, forgotten.low > limit {
      word = .forgotten
    } else if blended.low >= third, (kept?.high ?? 0) <= limit {
      word = .blended
    } else if let kept, let forgotten, kept.high <= limit, forgotten.high <= limit, blended.high < third {
      word = .unstable
    } else {
      word = .uncertain
    }
    kind = word == .blended || leaning == "blended" ? most : nil
  }

  /// The word as a report prints it: "blended: gist only", "uncertain (kept?)".
  public var text: String {
    switch word {
    case .blended: "blended: " + (kind == .gist ? "gist only" : kind?.word ?? "")
    case .uncertain: "uncertain (\(leaning)?)"
    default: word.rawValue
    }
  }
}
