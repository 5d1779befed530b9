// Package experiment holds the questions that learners ask, each as a pair of documents and a claim about them: A as it
// was, B with one thing changed, one sentence of what follows, and the law behind the sentence as a function that
// measures both results. The law is computed on whatever the two documents have become, so that an edit can break it.
//
// A claim that needs conditions names them; the tests hold every law to its own documents, to random ones that meet the
// conditions, and to a counter-example that does not.
package experiment
