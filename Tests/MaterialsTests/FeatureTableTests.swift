import Declarations
import Materials
import NumericalMethods
import Testing

struct FeatureTableTests {
  func read(_ text: String) -> (FeatureTable, Issues) {
    var reader = Reader(), table = FeatureTable()
    if let csv = CSV.read(text, file: "t.csv", &reader) { table.read(csv, &reader) }
    return (table, reader.issues)
  }

  private let layer = InputLayer(units: 200, active: 20, size: 1)

  private func realize(_ table: FeatureTable) -> [Item] {
    var random = RandomStream(seed: 1, subject: 1, purpose: Purpose(.materials))
    var pool = UnitPool(units: layer.units, random: &random)
    return table.realize(name: "m", layer: layer, pool: &pool, others: [:], random: &random).items
  }

  /// A table without mistakes.
  private func table(_ text: String) -> FeatureTable {
    let (table, issues) = read(text)
    #expect(issues.isEmpty)
    return table
  }

  @Test func unitsByFeature() {
    let (table, issues) = read("item,family,class:4,code:6,tail\r\n\"A, \"\"x\"\"\",f,one,a,1\r\nB,f,one,b,0\r\n\r\n")
    #expect(issues.isEmpty && table.outline.map(\.name) == ["A, \"x\"", "B"])
    let items = realize(table)
    #expect(items.map(\.units.count) == [11, 10] && items.map(\.shared.count) == [4, 4] && table.demand(layer) == 17)
    #expect(Set(items[0].units).intersection(items[1].units).count == 4)
  }

  @Test func byteOrderMarkAndQuotedLines() {
    let (table, issues) = read("\u{FEFF}item,class:4\n\"two\nlines\",x\n")
    #expect(issues.isEmpty && table.outline.first?.name == "two\nlines")
  }

  /// Random damage to a table gives items or mistakes with a place, never a crash.
  @Test func mutations() {
    let good = Array("item,family,strength,cue,class:4,code:6\na,f,1,class,x,a\nb,f,0.5,,x,b\nc,g,,code,\"y,z\",c\n".utf8)
    var random = RandomStream(seed: 2, subject: 1, purpose: Purpose(.test))
    for _ in 0..<3000 {
      var bytes = good
      for _ in 0...random.below(4) {
        let at = random.below(bytes.count)
        switch random.below(3) {
        case 0: bytes[at] = UInt8(random.below(256))
        case 1: bytes.remove(at: at)
        default: bytes.insert(Array(",\"\n:0\r".utf8)[random.below(6)], at: at)
        }
      }
      let (table, issues) = read(String(decoding: bytes, as: UTF8.self))
      #expect(!issues.isEmpty || !table.outline.isEmpty)
      for issue in issues.all { #expect(issue.mark.line >= 1 && issue.mark.column >= 1 && !issue.message.isEmpty) }
    }
  }

  /// The units of a named feature, and no others, are the item's cue.
  @Test func theColumnCueNamesWhatIsShown() {
    let items = realize(
      table(
        "item,cue,colour:5,shape:3,place:4\na,shape,red,round,left\nb,place + colour,red,flat,right\nc,,blue,round,left\n"))
    let a = Set(items[0].units), b = Set(items[1].units), c = Set(items[2].units)
    #expect(items[0].cue.count == 3 && items[1].cue.count == 9 && items[2].cue.isEmpty)
    #expect(Set(items[1].cue).isSuperset(of: a.intersection(b)) && Set(items[1].cue).isSubset(of: b))
    // Of round and left, which a and c have in common, a shows round.
    #expect(a.intersection(c).isSuperset(of: items[0].cue))
  }

  /// Objects of 2 colours × 2 shapes × 2 places have nothing of their own; another that is the only green one has.
  @Test func itemsWithoutDetailAreNamed() {
    let four = "item,colour:5,shape:5,place:10\na,red,round,left\nb,red,flat,right\nc,blue,round,right\nd,blue,flat,left\n"
    #expect(table(four).withoutDetail == ["a", "b", "c", "d"])
    #expect(table(four + "e,green,flat,left\n").withoutDetail == ["a", "b", "c", "d"])
    #expect(table("item,cue,colour:5,shape:5\na,,red,round\nb,colour,blue,round\n").withoutDetail == ["b"])
    // Families of one share with nobody.
    #expect(table("item,family,colour:5\na,x,red\nb,y,red\n").withoutDetail.isEmpty)
    for item in realize(table(four)) { #expect(item.shared == item.units) }
  }
}
