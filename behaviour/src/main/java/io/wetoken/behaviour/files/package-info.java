/**
 * The files by which closed days travel: manifests and what they name, tables of private ids, directories that exist whole or not at all. On the JDK and
 * Avro alone; where the archive lies on another file system, the caller brings the {@link io.wetoken.behaviour.files.Archive.Source}.
 */
package io.wetoken.behaviour.files;
