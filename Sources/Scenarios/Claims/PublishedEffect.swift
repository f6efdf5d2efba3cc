import Declarations

/// An effect size from the literature, printed beside ours; it judges nothing.
package struct PublishedEffect: Declared, Equatable {
  package var effect = 0.0
  package var low = 0.0
  package var high = 0.0

  package init() {}

  package static let declaration = Declaration<Self>(
    "published", "A published standardized effect (d or g) with its interval, printed beside ours; it judges nothing.",
    fields: [
      .number("effect", \.effect, .number, -100...100, "the effect", required: true),
      .number("low", \.low, .number, -100...100, "lower end of its interval", required: true),
      .number("high", \.high, .number, -100...100, "upper end", required: true),
    ])
}
