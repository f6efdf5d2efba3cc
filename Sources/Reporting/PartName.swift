import Analysis

/// Names of parts and stores as people read them.
package enum PartName {
  private static let spelt = ["ca1": "CA1", "ca2": "CA2", "ca3": "CA3"]

  /// "dentate_gyrus" as "dentate gyrus", "ca3" as "CA3".
  package static func title(_ name: String) -> String { spelt[name] ?? name.replacing("_", with: " ") }

  /// Names for narrow columns: of long ones the first letters, or, where those are the same, beginning and end.
  static func short(_ names: [String]) -> [String] {
    let titles = names.map { Layout.clean(title($0)) }
    let short = titles.map { $0.unicodeScalars.count > 6 ? String($0.prefix(4)) + "." : $0 }
    return Set(short).count == short.count ? short : titles.map { Layout.pad($0, 8).trimmed }
  }
}
