// Package torch draws the random numbers that PyTorch draws, bit for bit: what torch.manual_seed(0) followed by
// nn.Linear(4, 4) prints is what New(0) followed by Linear(4, 4, true) returns.
//
//	New(seed)              torch.manual_seed(seed), or torch.Generator().manual_seed(seed)
//	(g) Rand(n)            torch.rand(n, generator=g)
//	(g) Randn(n)           torch.randn(n, generator=g); nn.Embedding(N, D) is Randn(N·D)
//	(g) Linear(in, out, …) nn.Linear(in, out): weight, then bias
//	TokenVector            the vector of a token, from a generator of its own
//
// # Which PyTorch
//
// The CPU generator, float32, on x86-64 with AVX2 and FMA (AVX-512 gives the same numbers). Verified on release 1.13.1 by
// testdata/gen_draws.py. Where the kernels run without FMA, about half of the uniform draws between bounds that are no
// power of two differ in their last bit, and about 2 % of the normal ones.
//
// # Where it stands in PyTorch
//
//	the generator        ATen/core/MT19937RNGEngine.h (Matsumoto and Nishimura's MT19937)
//	uniform numbers      ATen/core/TransformationHelper.h, uniform_real
//	fewer than 16 normal ATen/core/DistributionsHelper.h, normal_distribution<double>
//	16 and more          ATen/native/cpu/DistributionTemplates.h, normal_fill_AVX2, with avx_mathfun.h
//	nn.Linear            torch/nn/modules/linear.py, reset_parameters
package torch
