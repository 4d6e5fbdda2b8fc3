/** The documents of the project, held against the project: what they show is run, what they point to is there. */
package io.wetoken.stack.launcher.documents;
