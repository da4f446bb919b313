import Foundation

/// Sends a signal to a process as soon as a file in a folder makes a condition true.
///
/// The kernel reports each new file, so nothing polls, and the thread that waits is not held up by other tests as a
/// task would be.
struct FolderWatch: Sendable {
  private let descriptor: Int32

  /// Watches a folder from now on.
  ///
  /// - Precondition: the folder is there.
  init(_ folder: URL) {
    #if os(Linux)
      descriptor = inotify_init1(Int32(IN_CLOEXEC))
      let watch = inotify_add_watch(
        descriptor, folder.path, UInt32(IN_CREATE) | UInt32(IN_MOVED_TO))
    #else
      let file = open(folder.path, O_EVTONLY)
      descriptor = kqueue()
      var change = kevent(
        ident: UInt(file), filter: Int16(EVFILT_VNODE), flags: UInt16(EV_ADD | EV_CLEAR),
        fflags: UInt32(NOTE_WRITE), data: 0, udata: nil)
      let watch = kevent(descriptor, &change, 1, nil, 0, nil)
    #endif
    precondition(watch >= 0, "'\(folder.path)' cannot be watched")
  }

  /// Sends a signal once the condition holds; gives up when the process has ended.
  func send(_ signal: Int32, to process: pid_t, when condition: @escaping @Sendable () -> Bool) {
    Thread.detachNewThread {
      while kill(process, 0) == 0 {
        if condition() {
          kill(process, signal)
          break
        }
        waitForChange()
      }
      close(descriptor)
    }
  }

  /// Returns at the next change, or after a second, when the process may have ended.
  private func waitForChange() {
    #if os(Linux)
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      if poll(&request, 1, 1000) > 0 {
        var events = [UInt8](repeating: 0, count: 4096)
        _ = read(descriptor, &events, events.count)
      }
    #else
      var event = kevent()
      var limit = timespec(tv_sec: 1, tv_nsec: 0)
      _ = kevent(descriptor, nil, 0, &event, 1, &limit)
    #endif
  }
}
