/// How the scores of a measure are called: its name, then a word for each key, with slashes between them, as in `rate/pyramidal`.
package struct ScoreName: Sendable {
  /// Keys of a claim, and the word that stands where none is given; nil: one must be.
  package let keys: [(name: String, standard: String?)]
  /// What a state without the score lacks, and what would give it.
  let missing, remedy: String

  func name(_ measure: String, _ words: [String: String]) -> String {
    ([measure] + keys.map { words[$0.name] ?? $0.standard ?? "" }).joined(separator: "/")
  }
}
