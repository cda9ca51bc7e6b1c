package org.selfsame.trust.publisher;

import java.util.List;
import java.util.regex.Pattern;

/// How a publisher names its files, and what lies beside them. `*` and `?` stand for characters of a file name;
/// `{file}` in the names beside it stands for the name of the file itself.
///
/// @param files globs of file names
/// @param signatures names of detached signatures over such a file
/// @param lists names of lists of checksums that have such a file
/// @param listSignatures names of detached signatures over such a list, where `{file}` is the list's name
public record FileNaming(List<String> files, List<String> signatures, List<String> lists,
        List<String> listSignatures) {
    private static final String FILE = "{file}";

    /// Copies the lists.
    public FileNaming {
        files = List.copyOf(files);
        signatures = List.copyOf(signatures);
        lists = List.copyOf(lists);
        listSignatures = List.copyOf(listSignatures);
    }

    /// Whether `fileName` (without directories) is one of those meant.
    public boolean matches(String fileName) {
        return files.stream().anyMatch(glob -> pattern(glob).matcher(fileName).matches());
    }

    /// The names that detached signatures over `fileName` have.
    public List<String> signaturesOf(String fileName) {
        return signatures.stream().map(s -> s.replace(FILE, fileName)).toList();
    }

    /// The names that detached signatures over the list `listName` have.
    public List<String> signaturesOfList(String listName) {
        return listSignatures.stream().map(s -> s.replace(FILE, listName)).toList();
    }

    private static Pattern pattern(String glob) {
        var out = new StringBuilder();
        glob.codePoints().forEach(c -> out.append(switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(Character.toString(c));
        }));
        return Pattern.compile(out.toString(), Pattern.DOTALL);
    }
}
