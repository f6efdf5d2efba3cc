import CGSL

/// Eigenvalues and orthonormal eigenvectors of a symmetric matrix (GSL's `gsl_eigen_symmv`): A v = λ v.
package struct SymmetricEigen: Sendable, Equatable {
  /// Descending.
  package let values: [Double]
  /// In the order of the values, of length 1; the component largest in magnitude is positive.
  package let vectors: [[Double]]

  /// Of a matrix by rows, of which the lower half is read. Throws unless it is square, finite and fits in memory. An empty one has no
  /// eigenvalues.
  package init(_ rows: [[Double]]) throws(GSLError) {
    let n = rows.count
    guard rows.allSatisfy({ $0.count == n && $0.allSatisfy(\.isFinite) }) else {
      throw .invalid("SymmetricEigen: a square matrix of finite numbers")
    }
    guard n > 0 else {
      (values, vectors) = ([], [])
      return
    }
    guard GSL.isReady, let matrix = gsl_matrix_alloc(n, n) else { throw .memory("gsl_matrix_alloc") }
    defer { gsl_matrix_free(matrix) }
    guard let columns = gsl_matrix_alloc(n, n) else { throw .memory("gsl_matrix_alloc") }
    defer { gsl_matrix_free(columns) }
    guard let found = gsl_vector_alloc(n) else { throw .memory("gsl_vector_alloc") }
    defer { gsl_vector_free(found) }
    guard let workspace = gsl_eigen_symmv_alloc(n) else { throw .memory("gsl_eigen_symmv_alloc") }
    defer { gsl_eigen_symmv_free(workspace) }
    for (i, row) in rows.enumerated() {
      for (j, value) in row.enumerated() { gsl_matrix_set(matrix, i, j, value) }
    }
    try GSL.check(gsl_eigen_symmv(matrix, found, columns, workspace), in: "gsl_eigen_symmv")
    try GSL.check(gsl_eigen_symmv_sort(found, columns, GSL_EIGEN_SORT_VAL_DESC), in: "gsl_eigen_symmv_sort")
    values = (0..<n).map { gsl_vector_get(found, $0) }
    vectors = (0..<n).map { j in
      let vector = (0..<n).map { gsl_matrix_get(columns, $0, j) }
      let largest = vector.max { $0.magnitude < $1.magnitude } ?? 0
      return largest < 0 ? vector.map { -$0 } : vector
    }
  }
}
