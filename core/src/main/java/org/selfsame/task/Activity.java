package org.selfsame.task;

/// What a running operation is busy with. The words for people live in the bundle, under `activity.<name>`.
public enum Activity {
    /// Reading the whole file and computing its digests; counted in bytes.
    READ_FILE,
    /// Finding out from its own contents what an image is; counted in items.
    IDENTIFY,
    /// Checking signatures and lists of checksums; counted in items.
    CHECK_SIGNATURES,
    /// Checking the lists of checksums inside an image; counted in bytes.
    CHECK_INNER_LISTS,
    /// Looking for the place of a damage; counted in items.
    LOCATE,
    /// Listing a tree; counted in entries.
    LIST,
    /// Writing entries to a directory; counted in bytes.
    EXTRACT,
    /// Writing an image; counted in bytes.
    PACK,
    /// Normalizing files; counted in files.
    NORMALIZE,
    /// Comparing the bytes of two contents; counted in bytes, of both sides together.
    COMPARE_BYTES,
    /// Comparing entries; counted in entries.
    COMPARE_ENTRIES,
    /// Looking for the causes of differences; counted in differences.
    FIND_CAUSES,
    /// Resolving the inputs of a recipe; counted in steps.
    RESOLVE,
    /// Downloading; counted in bytes.
    FETCH,
    /// Proving the inputs of a lock; counted in inputs.
    PROVE,
    /// Reading all files of a store; counted in bytes.
    CHECK_STORE,
    /// Writing a lock with all of its inputs into a file; counted in bytes.
    EXPORT_INPUTS,
    /// Putting the inputs of a lock into a store; counted in bytes.
    IMPORT_INPUTS;

    /// Whether it is counted in bytes, and not in items.
    public boolean countsBytes() {
        return switch (this) {
            case READ_FILE, CHECK_INNER_LISTS, EXTRACT, PACK, COMPARE_BYTES, FETCH, CHECK_STORE, EXPORT_INPUTS,
                    IMPORT_INPUTS ->
                true;
            case IDENTIFY, CHECK_SIGNATURES, LOCATE, LIST, NORMALIZE, COMPARE_ENTRIES, FIND_CAUSES, RESOLVE,
                    PROVE ->
                false;
        };
    }
}
