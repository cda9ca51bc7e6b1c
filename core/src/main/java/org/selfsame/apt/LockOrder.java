package org.selfsame.apt;

import java.util.Comparator;

/// The orders in which a lock lists things. No two of a list are equal in them.
final class LockOrder {
    static final Comparator<Lock.Index> INDEXES = Comparator.comparing(Lock.Index::path);
    static final Comparator<Lock.Binary> PACKAGES = Comparator.comparing(Lock.Binary::name)
            .thenComparing(Lock.Binary::version).thenComparing(Lock.Binary::architecture);
    static final Comparator<Lock.Built> BUILT = Comparator.comparing(Lock.Built::name)
            .thenComparing(Lock.Built::version).thenComparing(Lock.Built::architecture);
    static final Comparator<Lock.Source> SOURCES = Comparator.comparing(Lock.Source::name)
            .thenComparing(Lock.Source::version);
    static final Comparator<Lock.Tool> TOOLS = Comparator.comparing(Lock.Tool::name);

    private LockOrder() {}
}
