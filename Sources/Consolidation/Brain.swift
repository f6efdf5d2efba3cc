import NetworkModels

/// One subject at one moment: the network, and what it has studied. A value: a branch copies it.
struct Brain<E: Engine> {
  var engine: E
  /// What was studied so far, in the order of the file.
  var studied: [Memory] = []
  /// Units of the incidental episodes of waking so far.
  var incidental: [[Int32]] = []
}
