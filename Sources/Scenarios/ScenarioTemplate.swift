/// The scenario that `engram init` writes: small, commented, valid.
public enum ScenarioTemplate {
  public static func text(name: String) -> String {
    """
    # yaml-language-server: $schema=./scenario.schema.json
    # A scenario of engram: what is learnt, what happens, what is tested, what is claimed.
    # 'engram validate \(name).yaml --show-plan' prints every default; 'engram catalog' lists everything that can stand here.
    format: 1
    name: \(name)
    title: What one night of sleep does to three categories
    question: Which memories are kept, forgotten or blended, and where do they live in the morning?

    subjects: 20          # simulated participants; each has a random brain, order and noise of its own
    seed: 1               # all randomness derives from it: the same file and seed give the same bytes

    materials:
      animals: {generator: categories, categories: 3, exemplars: 5, shared_units: 10, unique_units: 10}
      # your own items: {file: items.csv}, a table of items x features

    timeline:
      - study: {materials: animals, epochs: 3}
      - probe: {label: evening, lesions: [none, hippocampus, cortex]}
      - branch:             # the same brain goes on in two ways
          sleep:
            - wake:  {duration: 4 h}
            - sleep: {duration: 8 h, replay: {nrem: 100, rem: 100}}
          awake:
            - wake:  {duration: 12 h}
      - probe: {label: morning, lesions: [none, hippocampus, cortex]}   # 'lesions: hippocampus' tests the cortex alone

    claims:                 # judged with their interval: met, not met, or inconclusive
      - name: sleep moves memories into cortex
        that: "sleep.recall(morning, lesion: hippocampus) > awake.recall(morning, lesion: hippocampus)"
      - name: a day awake moves nothing (negative control)
        that: "awake.recall(morning, lesion: hippocampus) > recall(evening, lesion: hippocampus) + 0.05"
        expect: not met

    """
  }
}
