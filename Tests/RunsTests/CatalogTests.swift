import Engram
import Testing

/// What the catalog cites is listed among its references, and what is listed is cited.
struct CatalogTests {
  @Test func everyCitationIsListed() {
    var cited: Set<String> = []
    for kind in Catalog.Kind.allCases where kind != .references {
      for entry in Catalog.entries(kind) {
        cited.formUnion(entry.references)
        for field in entry.fields {
          let words = (field.source ?? "").split { !($0.isLetter || $0.isNumber) }.map(String.init)
          cited.formUnion(words.filter { $0.contains { $0.isNumber } })
        }
      }
    }
    let listed = Set(References.all.map(\.key))
    #expect(cited.subtracting(listed).isEmpty, "\(cited.subtracting(listed).sorted())")
    #expect(listed.subtracting(cited).isEmpty, "\(listed.subtracting(cited).sorted())")
  }
}
