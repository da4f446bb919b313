import RDReport
import RDResults

/// Bits of every lossless code, with all images in one file and with a file for each, and what of them is latents and headers.
struct LosslessTable: TableOfResults {
  package let caption =
    "Bits that give back every sample of an image, with all images in one file and with a file for each"

  package func suits(_ results: ResultSet) throws -> Bool { LosslessCodes.suits(results) }

  package func table(of results: ResultSet) throws -> PresentedTable {
    let entries = try LosslessCodes(results).entries
    let alone = entries.first { $0.method == "contexts" }?.together
    return PresentedTable(
      columns: [
        .init("code", "code"), .init("latents", "latents"), .init("bits", "bits a latent"),
        .init("latent_bits", "bits of the latents"), .init("sample_bits", "bits of the samples"),
        .init("together", "bits per image, one file"),
        .init("to_contexts", "to contexts alone (%)"),
        .init("single", "bits per image, a file each"), .init("headers", "headers of these"),
        .init("interval_over", ImageModels.intervalHeading),
      ],
      rows: entries.map { entry in
        .init(
          entry.key,
          [
            .text(entry.title), .optional(entry.latentDimension), .optional(entry.bits),
            .optional(entry.latentBits, decimals: 1),
            .optional(
              entry.latentBits.flatMap { latents in entry.together.map { $0 - latents } },
              decimals: 1),
            .optional(entry.together, decimals: 1),
            .optional(
              alone.flatMap { alone in entry.together.map { 100 * ($0 / alone - 1) } },
              decimals: 2),
            .optional(entry.single?.bits, halfWidth: entry.single?.halfWidth, decimals: 1),
            .optional(entry.headerBits, decimals: 0),
            entry.single?.halfWidth == nil
              ? .empty : entry.intervalOver.map { .text($0) } ?? .empty,
          ])
      })
  }
}
