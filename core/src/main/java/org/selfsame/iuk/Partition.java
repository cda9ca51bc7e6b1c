package org.selfsame.iuk;

import java.io.IOException;
import java.util.List;
import java.util.SequencedMap;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;

/// A system partition that a kit is applied to. Paths are those of [Kit]: checked, and without a leading slash.
interface Partition {

    /// What has a path; links are not followed.
    enum Kind {
        NOTHING, FILE, DIRECTORY, OTHER
    }

    /// What has the path `path`.
    ///
    /// @throws IOException if the partition cannot be read
    Kind kind(String path) throws IOException;

    /// Whether two paths lead to one file, be it by an alias or by a link.
    ///
    /// @throws IOException if the partition cannot be read
    boolean isSame(String path, String other) throws IOException;

    /// The bytes of a file.
    ///
    /// @param most how many there may be
    /// @throws KitException if there are more
    /// @throws IOException if it cannot be read
    byte[] bytes(String path, int most) throws IOException;

    /// The names in `live` that end with `.squashfs`, in their order.
    ///
    /// @throws IOException if it cannot be read
    List<String> images() throws IOException;

    /// Begins the upgrade.
    ///
    /// @throws KitException if another one has begun and not ended
    /// @throws IOException if the partition cannot be written
    void begin() throws IOException;

    /// Takes in the files that are to be put, by their paths.
    ///
    /// @throws KitException if there is not enough room
    /// @throws IOException if one cannot be read, or the partition not be written
    void stage(SequencedMap<String, Entry.File> files, Task task) throws IOException;

    /// Makes a directory if there is none.
    ///
    /// @throws IOException if it cannot be made
    void makeDirectory(String path, Metadata metadata) throws IOException;

    /// Puts a file that was staged to its path, in the place of what is there.
    ///
    /// @throws IOException if it cannot be put
    void put(String path) throws IOException;

    /// Takes away what has a path.
    ///
    /// @return whether there was anything
    /// @throws IOException if it cannot be taken away
    boolean delete(String path) throws IOException;

    /// Ends the upgrade as if it had never begun. What cannot be taken back is told of beside `cause`.
    void abandon(Throwable cause);

    /// Ends the upgrade: it is done.
    ///
    /// @throws KitException if there is not enough room
    /// @throws IOException if it cannot be done
    void finish() throws IOException;
}
