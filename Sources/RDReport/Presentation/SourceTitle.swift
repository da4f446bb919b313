/// What a source is called in a picture: its descriptor with a capital, since the known ones bear names of people.
func sourceTitle(_ descriptor: String) -> String {
  descriptor.prefix(1).uppercased() + descriptor.dropFirst()
}
