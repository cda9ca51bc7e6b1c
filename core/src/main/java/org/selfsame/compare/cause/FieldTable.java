package org.selfsame.compare.cause;

import static org.selfsame.compare.CauseCode.BUILD_PATH;
import static org.selfsame.compare.CauseCode.COMPRESSION;
import static org.selfsame.compare.CauseCode.COUNTER;
import static org.selfsame.compare.CauseCode.DEBUG_ID;
import static org.selfsame.compare.CauseCode.FLAGS_TOOLCHAIN;
import static org.selfsame.compare.CauseCode.HARDLINK_SPARSE;
import static org.selfsame.compare.CauseCode.HASH_OF_CHANGED;
import static org.selfsame.compare.CauseCode.ORDER_ENTRIES;
import static org.selfsame.compare.CauseCode.RANDOM_BLOB;
import static org.selfsame.compare.CauseCode.RANDOM_ID32;
import static org.selfsame.compare.CauseCode.RANDOM_TMPNAME;
import static org.selfsame.compare.CauseCode.RANDOM_UUID;
import static org.selfsame.compare.CauseCode.SIGNATURE;
import static org.selfsame.compare.CauseCode.SIZE_OF_CHANGED;
import static org.selfsame.compare.CauseCode.TIME_ARCHIVE;
import static org.selfsame.compare.CauseCode.TIME_DAYS;
import static org.selfsame.compare.CauseCode.TIME_ENTRY;
import static org.selfsame.compare.CauseCode.TIME_EXT4;
import static org.selfsame.compare.CauseCode.TIME_FAT;
import static org.selfsame.compare.CauseCode.TIME_ISO_PVD;
import static org.selfsame.compare.CauseCode.TIME_PE;
import static org.selfsame.compare.CauseCode.TIME_PYC;
import static org.selfsame.compare.CauseCode.TIME_SQFS_MKFS;
import static org.selfsame.compare.CauseCode.UID_GID;
import static org.selfsame.compare.CauseCode.UNINIT_PADDING;
import static org.selfsame.compare.CauseCode.USER;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.CauseCode;

/// Which fields of which formats are a cause by their nature, and which follow from what else differs. A new format adds
/// its fields here; most fall under a rule for all formats already.
final class FieldTable {
    private static final List<Rule> RULES = List.of(
            own("iso9660", ".*\\.(?:creation|modification|expiration|effective)_date", TIME_ISO_PVD),
            own("squashfs", "(?:superblock|squashfs)\\.mkfs_time", TIME_SQFS_MKFS),
            own("pyc", "pyc\\.source_mtime", TIME_PYC),
            follows("pyc", "pyc\\.source_size", SIZE_OF_CHANGED),
            own("pe|bzimage", ".*\\btime_date_stamp", TIME_PE),
            own("fat", "entry\\.(?:created|modified|accessed).*", TIME_FAT),
            own("ext4", "(?:inode\\.(?:[acm]|cr|d)time|superblock\\.s_(?:mtime|wtime|mkfs_time|lastcheck"
                    + "|(?:first|last)_error_time)|ext4\\.(?:check|mkfs|mount|write)_time)(?:_hi|_extra)?", TIME_EXT4),
            own("cpio|tar|ar|gzip|lzop", ".*\\.[acm]time(?:_high)?", TIME_ARCHIVE),
            own("zip", ".*\\b(?:modified|extra\\.unix_times.*|extra\\.ntfs_times.*)", TIME_ARCHIVE),
            own("accounts", ".*\\.last_change", TIME_DAYS),
            own("tar", ".*\\.[ug]name", USER),
            own("cpio|tar|zip|ar|ext4", ".*\\b(?:uid|gid|extra\\.unix_owner)(?:_high)?", UID_GID),
            own("cpio|tar|ext4", ".*\\.(?:ino|dev|devmajor|devminor|generation)", COUNTER),
            own("ext4", "(?:superblock\\.s|ext4)_?\\.?(?:kbytes_written|mnt_count)|inode\\.version(?:_hi)?"
                    + "|journal superblock\\.(?:h|s)_sequence", COUNTER),
            own("tar", "pax header\\.name", RANDOM_TMPNAME),
            own("gzip|xz|bzip2|zstd|lz4|lzma|lzop|zip",
                    ".*\\.(?:extra_flags|os|level|block_size|method|window.*|dictionary.*)", COMPRESSION),
            own("sqlite", ".*\\.(?:file_change_counter|version_valid_for|schema_cookie)", COUNTER),
            own("sqlite", ".*\\.sqlite_version", FLAGS_TOOLCHAIN),
            own("disk", "(?:disk\\.)?gpt\\.(?:backup\\.)?(?:[0-9]+\\.)?guid", RANDOM_UUID),
            own("disk", "(?:disk\\.)?mbr\\.(?:disk_)?id", RANDOM_ID32),
            own("fat", "(?:boot|fat)\\.serial", RANDOM_ID32),
            own(".*", ".*(?:(?:\\b|_)(?:uuid|hash_seed)|\\bguid)", RANDOM_UUID),
            own("elf|pe|bzimage", ".*(?:gnu\\.build-id|build_id|gnu_debuglink.*|codeview.*|debug data)", DEBUG_ID),
            follows("iso9660", "primary volume descriptor\\.application_use|(?:iso9660\\.)?isomd5sum.*",
                    HASH_OF_CHANGED),
            follows(".*", ".*(?:\\b|_)(?:checksum\\w*|chksum|csum(?:_hi|_lo)?"
                    + "|crc|crc_?32|digest|checksum_adjustment|adler32|check|hash)", HASH_OF_CHANGED),
            own("x509", "x509\\.not_(?:before|after)", TIME_ENTRY),
            own("x509", "x509\\.serial_number", RANDOM_BLOB),
            own("x509", "x509\\.signature", SIGNATURE),
            own("pe|bzimage|elf|openpgp|jks|keybox",
                    "certificate\\b.*|module[ _]signature.*|signature\\..*|.*\\.signature",
                    SIGNATURE),
            own(".*", ".*\\b(?:[acm]_?time|mkfs_time|created(?:_at|_date|_time)?"
                    + "|creation_(?:time|date)|modified(?:_at|_date|_time)?|modification_(?:time|date)|accessed"
                    + "|latest_timestamp|maintained_at|time_date_stamp)", TIME_ENTRY),
            own(".*", "(?:.*\\b)?(?:padding|slack|unused\\w*|free cluster.*|lost cluster.*|deleted directory entry"
                    + "|end of .*|zeros|gap|reserved(?:_[0-9]+)?|free blocks?)(?:\\b.*)?", UNINIT_PADDING),
            own(".*", "order of entries", ORDER_ENTRIES),
            own(".*", "data\\.encoded", COMPRESSION),
            own("ext4", "(?:superblock\\.s_|ext4\\.)last_mounted", BUILD_PATH),
            own("tar", ".*sparse.*", HARDLINK_SPARSE),
            follows("cpio|tar|ext4", ".*\\.(?:nlink|links_count)", HARDLINK_SPARSE),
            follows("cpio|tar|zip|ar", ".*\\.(?:mode|name|linkname|typeflag|prefix)", SIZE_OF_CHANGED),
            follows("squashfs", "(?:superblock|squashfs)\\.(?:id_count|ids)", SIZE_OF_CHANGED),
            // all that a stream of compressed bytes has around them follows from them
            follows("gzip|xz|bzip2|zstd|lz4|lzma|lzop", "(?!data\\.|fields\\.|compressed data$).*", SIZE_OF_CHANGED),
            follows(".*", "(?:data|fields)\\.moved", CauseCode.SHIFT),
            follows(".*", "tree .*|.*directory record|.*\\bdirectory|.*directory entry|long name entry|.*path table"
                    + "|continuation areas?|.*metadata block|.*\\bindex|.*\\btable\\b.*|.*volume_space_size"
                    + "|.*root_directory_record|boot catalog|.*bitmap|.*member header|.*group descriptor.*"
                    + "|.*\\b(?:\\w*size\\w*|length|\\w*_length|\\w*offset\\w*|count|\\w*_count|\\w*_lba|lba|sectors|blocks"
                    + "|\\w*_blocks|bytes_used|\\w*_table|path_table_\\w|root_inode|free_\\w+|next_free|entries|members"
                    + "|items|total|records|first_block|first_cluster|cluster|block|\\w*_sector|\\w*_chs|first_chs"
                    + "|fragment\\w*|start|end|nodes|strings|libraries|used\\w*)(?:_hi|_lo|_high)?", SIZE_OF_CHANGED));

    private FieldTable() {}

    /// @param follows whether the field says nothing by itself: something else differs, and this follows
    record Rule(Pattern format, Pattern field, CauseCode code, boolean follows) {}

    private static Rule own(String format, String field, CauseCode code) {
        return new Rule(Pattern.compile(format), Pattern.compile(field), code, false);
    }

    private static Rule follows(String format, String field, CauseCode code) {
        return new Rule(Pattern.compile(format), Pattern.compile(field), code, true);
    }

    /// All rules, in the order in which they are tried.
    static List<Rule> rules() {
        return RULES;
    }

    /// The rule for a field, or null. Names of fields come from readers, never from an image.
    static @Nullable Rule of(String format, String field) {
        for (var rule : RULES) {
            if (rule.format().matcher(format).matches() && rule.field().matcher(field).matches()) {
                return rule;
            }
        }
        return null;
    }
}
