package org.selfsame.compare.cause;

import static org.selfsame.compare.CauseCode.ASLR_POINTER;
import static org.selfsame.compare.CauseCode.BUILD_PATH;
import static org.selfsame.compare.CauseCode.COMPRESSION;
import static org.selfsame.compare.CauseCode.COUNTER;
import static org.selfsame.compare.CauseCode.CPU_COUNT;
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
import static org.selfsame.compare.CauseCode.TIME_ISO_DIR;
import static org.selfsame.compare.CauseCode.TIME_ISO_PVD;
import static org.selfsame.compare.CauseCode.TIME_PE;
import static org.selfsame.compare.CauseCode.TIME_PYC;
import static org.selfsame.compare.CauseCode.TIME_SQFS_INODE;
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
    private static final String TIMES = "(?:[acm]_?|cr|dtime_|wr?|birth_?)time(?:_hi|_lo|_extra|_nsec)?|mkfs_time|lastcheck"
            + "|last_?check(?:_hi)?|created(?:_at|_date|_time|_tenth|_hundredths)?|creation_(?:time|date)"
            + "|modified(?:_at|_date|_time)?|modification_(?:time|date)|accessed(?:_date)?|written(?:_date|_time)?"
            + "|access_date|date|time|timestamp|latest_timestamp|maintained_at|time_date_stamp|dos_(?:time|date)"
            + "|(?:first|last)_error_time(?:_hi)?";

    private static final List<Rule> RULES = List.of(
            own("iso9660", ".*\\.(?:creation|modification|expiration|effective)_date", TIME_ISO_PVD),
            own("iso9660", ".*directory record\\.(?:date|time|recorded)", TIME_ISO_DIR),
            own("squashfs", "(?:superblock|squashfs)\\.mkfs_time", TIME_SQFS_MKFS),
            own("squashfs", "inode\\.mtime", TIME_SQFS_INODE),
            own("pyc", "(?:header|pyc)\\.source_(?:mtime|time)", TIME_PYC),
            follows("pyc", "(?:header|pyc)\\.source_(?:size|hash)", SIZE_OF_CHANGED),
            own("pe|bzimage", ".*\\btime_date_stamp", TIME_PE),
            own("fat", "(?:entry|fat)\\..*(?:created|modified|accessed|written|time|date).*", TIME_FAT),
            own("ext4", ".*\\.(?:" + TIMES + ")", TIME_EXT4),
            own("(?:cpio|tar|ar|zip|gzip|initrd|lzop|rar)", ".*\\.(?:" + TIMES + ")", TIME_ARCHIVE),
            own("zip", ".*extra\\.(?:unix_times|ntfs_times|old_unix_times).*", TIME_ARCHIVE),
            own("accounts", ".*\\.last_change", TIME_DAYS),
            own("tar", ".*\\.[ug]name", USER),
            own("cpio|tar|zip|ar|ext4|squashfs", ".*\\b(?:uid|gid|user|group|owner|unix_owner)(?:_hi|_high)?", UID_GID),
            own("(?:cpio|tar|initrd|ext4)", ".*\\.(?:ino|inode|inode_number|dev|devmajor|devminor|generation)",
                    COUNTER),
            own("squashfs", "inode\\.(?:number|inode_number)", COUNTER),
            own("(?:tar)", "(?:pax|extended) header\\.name", RANDOM_TMPNAME),
            own("(?:gzip|xz|bzip2|zstd|lz4|lzma|lzop|zip)",
                    ".*\\.(?:xfl|extra_flags|os|level|block_size|method|window.*|dictionary.*|max_block_size)",
                    COMPRESSION),
            own("xz|lz4|zstd", ".*\\.(?:blocks|block_count|records|number_of_records)", CPU_COUNT),
            follows("sqlite", "header\\.(?:change_counter|file_change_counter|version_valid_for)", COUNTER),
            own("sqlite", ".*\\.(?:change_counter|file_change_counter|version_valid_for|schema_cookie)", COUNTER),
            own("sqlite", ".*\\.(?:sqlite_version|version_number)", FLAGS_TOOLCHAIN),
            own("disk", "(?:disk\\.)?gpt\\.(?:backup\\.)?(?:[0-9]+\\.)?guid", RANDOM_UUID),
            own("disk", "(?:disk\\.)?mbr\\.(?:disk_)?id", RANDOM_ID32),
            own("fat", "(?:boot|fat)\\.(?:serial|volume_serial|volume_id)", RANDOM_ID32),
            own(".*", ".*\\b(?:uuid|guid|hash_seed|journal_uuid|disk_guid)", RANDOM_UUID),
            own("elf|pe|bzimage", ".*(?:gnu\\.build-id|build_id|gnu_debuglink.*|codeview.*|debug data)", DEBUG_ID),
            follows("iso9660", "primary volume descriptor\\.application_use|iso9660\\.isomd5sum.*", HASH_OF_CHANGED),
            follows(".*",
                    ".*(?:\\b|_)(?:checksum\\w*|chksum|crc|crc_?16|crc_?32|crc_?64|digest|md5|sha1"
                            + "|sha256|checksum_adjustment|adler32|check|hash|sums?)",
                    HASH_OF_CHANGED),
            own("x509", "x509\\.not_(?:before|after)", TIME_ENTRY),
            own("x509", "x509\\.serial_number", RANDOM_BLOB),
            own("x509", "x509\\.signature", SIGNATURE),
            own("pe|bzimage|elf|openpgp|jks|keybox",
                    "certificate\\b.*|module[ _]signature.*|signature\\..*|.*\\.signature",
                    SIGNATURE),
            own(".*", ".*\\b(?:" + TIMES + ")", TIME_ENTRY),
            own(".*", "(?:.*\\b)?(?:padding|slack|unused\\w*|free cluster.*|lost cluster.*|deleted directory entry"
                    + "|end of .*|zeros|gap|reserved(?:_[0-9]+)?|free space|free blocks?)(?:\\b.*)?", UNINIT_PADDING),
            own(".*", "order of entries", ORDER_ENTRIES),
            own(".*", "data\\.encoded", COMPRESSION),
            own("ext4", ".*\\.last_mounted|.*\\.volume_name_path", BUILD_PATH),
            own("tar", ".*sparse.*", HARDLINK_SPARSE),
            follows("cpio|tar|ext4|squashfs", ".*\\.(?:nlink|links|links_count)", HARDLINK_SPARSE),
            follows("cpio|tar|zip|ar", ".*\\.(?:mode|name|path|linkname|typeflag|prefix)", SIZE_OF_CHANGED),
            // all that a stream of compressed bytes has around them follows from them
            follows("gzip|xz|bzip2|zstd|lz4|lzma|lzop", "(?!data\\.|fields\\.).*", SIZE_OF_CHANGED),
            follows(".*", "(?:data|fields)\\.moved", CauseCode.SHIFT),
            follows(".*", ".*\\b(?:pointer|address)es", ASLR_POINTER),
            follows(".*", "tree .*|.*directory record|.*\\bdirectory|.*directory entry|long name entry|.*path table"
                    + "|continuation areas?|.*metadata block|.*\\bindex|.*\\btable\\b.*|.*volume_space_size"
                    + "|.*root_directory_record|boot catalog|.*bitmap|.*member header|.*group descriptor.*"
                    + "|.*\\b(?:\\w*size\\w*|length|\\w*_length|\\w*offset\\w*|count|\\w*_count|\\w*_lba|lba|sectors|blocks"
                    + "|\\w*_blocks|bytes_used|\\w*_table|path_table_\\w|root_inode|free_\\w+|next_free|entries|members"
                    + "|items|total|records|first_block|first_cluster|cluster|block|\\w*_sector|\\w*_chs|first_chs"
                    + "|fragment\\w*|start|end|nodes|strings|libraries|used\\w*)", SIZE_OF_CHANGED));

    private FieldTable() {}

    /// @param follows whether the field says nothing by itself: something else differs, and this follows
    record Rule(Pattern format, Pattern field, CauseCode code, boolean follows) {}

    private static Rule own(String format, String field, CauseCode code) {
        return new Rule(Pattern.compile(format), Pattern.compile(field), code, false);
    }

    private static Rule follows(String format, String field, CauseCode code) {
        return new Rule(Pattern.compile(format), Pattern.compile(field), code, true);
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
