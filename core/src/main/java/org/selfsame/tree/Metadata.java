package org.selfsame.tree;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a format records about an entry beside its name, type and content.
///
/// @param permissions the lower 12 mode bits (`07777`: set-id, sticky, rwx), or -1 where the format has none
/// @param owner the owner, or null where the format has none
/// @param modified last change of the content, or null where the format has none
/// @param accessed last access, or null
/// @param changed last change of the inode, or null
/// @param created creation ("birth"), or null
/// @param links the number of names that the format states for the inode, or 0 where it states none
/// @param inode entries of one tree with the same inode other than 0 are names of one file (hard links); 0 where the
///        format does not tell
/// @param xattrs extended attributes by full name (`user.x`, `security.capability`), in name order
public record Metadata(int permissions, @Nullable Owner owner, @Nullable Instant modified, @Nullable Instant accessed,
        @Nullable Instant changed, @Nullable Instant created, long links, long inode, SortedMap<Name, byte[]> xattrs) {

    /// Metadata of a format that records none.
    public static final Metadata NONE = builder().build();

    /// @throws IllegalArgumentException if the permissions have bits beyond `07777`
    public Metadata {
        if (permissions < -1 || permissions > 07777) {
            throw new IllegalArgumentException("permissions " + Integer.toOctalString(permissions));
        }
        xattrs = xattrs.isEmpty()
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(xattrs));
    }

    /// Numeric owner and group, each 0 to 2^32 - 1.
    public record Owner(long user, long group) {
        /// The superuser.
        public static final Owner ROOT = new Owner(0, 0);
    }

    /// A builder in which nothing is recorded yet.
    public static Builder builder() {
        return new Builder();
    }

    /// A builder that starts from these values.
    public Builder with() {
        var builder = new Builder();
        builder.permissions = permissions;
        builder.owner = owner;
        builder.modified = modified;
        builder.accessed = accessed;
        builder.changed = changed;
        builder.created = created;
        builder.links = links;
        builder.inode = inode;
        builder.xattrs = xattrs;
        return builder;
    }

    /// Collects the values of a [Metadata].
    public static final class Builder {
        private int permissions = -1;
        private @Nullable Owner owner;
        private @Nullable Instant modified;
        private @Nullable Instant accessed;
        private @Nullable Instant changed;
        private @Nullable Instant created;
        private long links;
        private long inode;
        private SortedMap<Name, byte[]> xattrs = Collections.emptySortedMap();

        private Builder() {}

        public Builder permissions(int value) {
            permissions = value;
            return this;
        }

        public Builder owner(long user, long group) {
            owner = user == 0 && group == 0 ? Owner.ROOT : new Owner(user, group);
            return this;
        }

        public Builder modified(@Nullable Instant value) {
            modified = value;
            return this;
        }

        public Builder accessed(@Nullable Instant value) {
            accessed = value;
            return this;
        }

        public Builder changed(@Nullable Instant value) {
            changed = value;
            return this;
        }

        public Builder created(@Nullable Instant value) {
            created = value;
            return this;
        }

        public Builder links(long value) {
            links = value;
            return this;
        }

        public Builder inode(long value) {
            inode = value;
            return this;
        }

        public Builder xattrs(SortedMap<Name, byte[]> value) {
            xattrs = value;
            return this;
        }

        public Metadata build() {
            return new Metadata(permissions, owner, modified, accessed, changed, created, links, inode, xattrs);
        }
    }
}
