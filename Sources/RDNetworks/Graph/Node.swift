/// One operation of a network: recorded once with known shapes, replayed for every batch.
///
/// A node holds offsets into the arena, not buffers, so the same node serves every shard of a batch.
package protocol Node {
  /// The number type it computes with.
  associatedtype Scalar: EngineScalar

  var inputs: [Value] { get }

  /// Computes the outputs for the rows of the pass.
  func forward(in pass: Pass<Scalar>)

  /// Writes the gradients of the inputs and of the parameters from those of the outputs.
  ///
  /// Gradients are of the objective's mean over the batch. They are written, not added to, and the gradient of an output
  /// may be overwritten: it is not read afterwards.
  func backward(in pass: Pass<Scalar>)
}
