/** Whether a day of the archive is fit to be learnt from: figures of days, checks, and the rules that they go by. No files are read here. */
package io.wetoken.recommender.quality;
