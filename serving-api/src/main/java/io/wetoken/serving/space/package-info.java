/**
 * Creators' spaces: what there is to see, the shares that their owners set, and the signed links that lead there. What links are worth is settled by the
 * scores, not here.
 */
package io.wetoken.serving.space;
