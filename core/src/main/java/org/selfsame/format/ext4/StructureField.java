package org.selfsame.format.ext4;

import java.util.ArrayList;
import java.util.List;

/// Fields of the structures on disk, by the names that the kernel gives them. Source: the Linux kernel's
/// Documentation/filesystems/ext4 and fs/ext4/ext4.h (6.1).
///
/// @param at offset in the structure
record StructureField(String name, int at, int length) {

    static final List<StructureField> SUPERBLOCK = parse("""
            s_inodes_count 0 4 s_blocks_count_lo 4 4 s_r_blocks_count_lo 8 4 s_free_blocks_count_lo 12 4
            s_free_inodes_count 16 4 s_first_data_block 20 4 s_log_block_size 24 4 s_log_cluster_size 28 4
            s_blocks_per_group 32 4 s_clusters_per_group 36 4 s_inodes_per_group 40 4 s_mtime 44 4 s_wtime 48 4
            s_mnt_count 52 2 s_max_mnt_count 54 2 s_magic 56 2 s_state 58 2 s_errors 60 2 s_minor_rev_level 62 2
            s_lastcheck 64 4 s_checkinterval 68 4 s_creator_os 72 4 s_rev_level 76 4 s_def_resuid 80 2
            s_def_resgid 82 2 s_first_ino 84 4 s_inode_size 88 2 s_block_group_nr 90 2 s_feature_compat 92 4
            s_feature_incompat 96 4 s_feature_ro_compat 100 4 s_uuid 104 16 s_volume_name 120 16 s_last_mounted 136 64
            s_algorithm_usage_bitmap 200 4 s_prealloc_blocks 204 1 s_prealloc_dir_blocks 205 1
            s_reserved_gdt_blocks 206 2 s_journal_uuid 208 16 s_journal_inum 224 4 s_journal_dev 228 4
            s_last_orphan 232 4 s_hash_seed 236 16 s_def_hash_version 252 1 s_jnl_backup_type 253 1 s_desc_size 254 2
            s_default_mount_opts 256 4 s_first_meta_bg 260 4 s_mkfs_time 264 4 s_jnl_blocks 268 68
            s_blocks_count_hi 336 4 s_r_blocks_count_hi 340 4 s_free_blocks_count_hi 344 4 s_min_extra_isize 348 2
            s_want_extra_isize 350 2 s_flags 352 4 s_raid_stride 356 2 s_mmp_interval 358 2 s_mmp_block 360 8
            s_raid_stripe_width 368 4 s_log_groups_per_flex 372 1 s_checksum_type 373 1 s_encryption_level 374 1
            s_reserved_pad 375 1 s_kbytes_written 376 8 s_snapshot_inum 384 4 s_snapshot_id 388 4
            s_snapshot_r_blocks_count 392 8 s_snapshot_list 400 4 s_error_count 404 4 s_first_error_time 408 4
            s_first_error_ino 412 4 s_first_error_block 416 8 s_first_error_func 424 32 s_first_error_line 456 4
            s_last_error_time 460 4 s_last_error_ino 464 4 s_last_error_line 468 4 s_last_error_block 472 8
            s_last_error_func 480 32 s_mount_opts 512 64 s_usr_quota_inum 576 4 s_grp_quota_inum 580 4
            s_overhead_clusters 584 4 s_backup_bgs 588 8 s_encrypt_algos 596 4 s_encrypt_pw_salt 600 16 s_lpf_ino 616 4
            s_prj_quota_inum 620 4 s_checksum_seed 624 4 s_wtime_hi 628 1 s_mtime_hi 629 1 s_mkfs_time_hi 630 1
            s_lastcheck_hi 631 1 s_first_error_time_hi 632 1 s_last_error_time_hi 633 1 s_first_error_errcode 634 1
            s_last_error_errcode 635 1 s_encoding 636 2 s_encoding_flags 638 2 s_orphan_file_inum 640 4
            s_reserved 644 376 s_checksum 1020 4
            """);
    static final List<StructureField> GROUP = parse("""
            bg_block_bitmap_lo 0 4 bg_inode_bitmap_lo 4 4 bg_inode_table_lo 8 4 bg_free_blocks_count_lo 12 2
            bg_free_inodes_count_lo 14 2 bg_used_dirs_count_lo 16 2 bg_flags 18 2 bg_exclude_bitmap_lo 20 4
            bg_block_bitmap_csum_lo 24 2 bg_inode_bitmap_csum_lo 26 2 bg_itable_unused_lo 28 2 bg_checksum 30 2
            bg_block_bitmap_hi 32 4 bg_inode_bitmap_hi 36 4 bg_inode_table_hi 40 4 bg_free_blocks_count_hi 44 2
            bg_free_inodes_count_hi 46 2 bg_used_dirs_count_hi 48 2 bg_itable_unused_hi 50 2 bg_exclude_bitmap_hi 52 4
            bg_block_bitmap_csum_hi 56 2 bg_inode_bitmap_csum_hi 58 2 bg_reserved 60 4
            """);
    static final List<StructureField> INODE = parse("""
            mode 0 2 uid 2 2 size_lo 4 4 atime 8 4 ctime 12 4 mtime 16 4 dtime 20 4 gid 24 2 links_count 26 2
            blocks_lo 28 4 flags 32 4 version 36 4 block 40 60 generation 100 4 file_acl_lo 104 4 size_high 108 4
            obso_faddr 112 4 blocks_high 116 2 file_acl_high 118 2 uid_high 120 2 gid_high 122 2 checksum_lo 124 2
            reserved 126 2 extra_isize 128 2 checksum_hi 130 2 ctime_extra 132 4 mtime_extra 136 4 atime_extra 140 4
            crtime 144 4 crtime_extra 148 4 version_hi 152 4 projid 156 4
            """);
    /// Those that differ between two builds of one tree, for file systems with very many inodes.
    static final List<StructureField> INODE_ESSENTIAL = INODE.stream()
            .filter(field -> field.name().endsWith("time") || field.name().endsWith("time_extra")
                    || field.name().equals("generation") || field.name().startsWith("checksum"))
            .toList();
    static final List<StructureField> JOURNAL = parse("""
            h_magic 0 4 h_blocktype 4 4 h_sequence 8 4 s_blocksize 12 4 s_maxlen 16 4 s_first 20 4 s_sequence 24 4
            s_start 28 4 s_errno 32 4 s_feature_compat 36 4 s_feature_incompat 40 4 s_feature_ro_compat 44 4
            s_uuid 48 16 s_nr_users 64 4 s_dynsuper 68 4 s_max_transaction 72 4 s_max_trans_data 76 4
            s_checksum_type 80 1 s_padding2 81 3 s_num_fc_blks 84 4 s_head 88 4 s_padding 92 160 s_checksum 252 4
            s_users 256 768
            """);
    static final List<StructureField> ATTRIBUTES = parse("""
            h_magic 0 4 h_refcount 4 4 h_blocks 8 4 h_hash 12 4 h_checksum 16 4 h_reserved 20 12
            """);

    private static List<StructureField> parse(String table) {
        var words = table.strip().split("\\s+", -1);
        var fields = new ArrayList<StructureField>();
        for (int i = 0; i < words.length; i += 3) {
            fields.add(new StructureField(words[i], Integer.parseInt(words[i + 1]), Integer.parseInt(words[i + 2])));
        }
        return List.copyOf(fields);
    }
}
