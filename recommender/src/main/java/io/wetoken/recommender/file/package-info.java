/** Learnt tables as files: one versioned, checked, memory-mapped file a model, and the directory in which serving finds the current one. */
package io.wetoken.recommender.file;
