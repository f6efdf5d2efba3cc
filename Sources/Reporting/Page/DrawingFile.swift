extension Drawing {
  /// The picture as a file of its own. It brings its paper, light or dark as its reader likes it.
  package func document(id: String) -> String {
    let picture: Markup = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" role="img" aria-labelledby="\(id)-words" font-family="system-ui, sans-serif">
      <title id="\(id)-words">\(words)</title>
      <style>svg { color: #1b1f24 } .paper { fill: #ffffff } @media (prefers-color-scheme: dark) { svg { color: #e6edf3 } .paper { fill: #12161c } }</style>
      <rect class="paper" width="\(width)" height="\(height)" rx="6"/>
      <g>\(content)</g>
      </svg>

      """
    return picture.html
  }
}
