import RDCore
import RDDataSets
import RDImages
import Synchronization

/// A picture that several jobs need, read by the first of them and forgotten by the last.
final class SharedPicture: Sendable {
  /// The file.
  let path: String

  /// What came of reading it.
  enum Reading {
    case image(Image)
    case problem(any PictureProblem)
  }

  private struct State {
    var picture: Reading?
    var usesLeft: Int
  }

  private let state: Mutex<State>

  /// A picture that will be asked for that often.
  init(_ path: String, useCount: Int) {
    self.path = path
    state = Mutex(State(usesLeft: useCount))
  }

  /// The file's name without folders.
  var name: String { String(path.split(separator: "/").last ?? "") }

  /// The picture; others that ask for it wait while it is read.
  ///
  /// - Throws: an error that is not one of the picture.
  func take() throws -> Reading {
    try state.withLock { state in
      let picture = try state.picture ?? read()
      state.usesLeft -= 1
      state.picture = state.usesLeft > 0 ? picture : nil
      return picture
    }
  }

  private func read() throws -> Reading {
    do {
      return .image(try PictureJournal.standard.readMeasured(path).simplified)
    } catch let problem as any PictureProblem {
      return .problem(problem)
    }
  }
}
