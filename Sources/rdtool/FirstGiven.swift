/// The first of options that is given, to name it in a message.
func firstGiven(_ options: KeyValuePairs<String, Bool>) -> String? {
  options.first { $0.value }?.key
}
