package org.elbow.data;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The bytes of one array: opens the file, recognises its format, and looks through gzip and zip. */
final class ArraySource implements Closeable {

    /** DEFLATE gives at most 1,032 bytes for one, so a file's size bounds what can come out of it. */
    private static final long HIGHEST_EXPANSION = 1032;

    private static final int BUFFER = 1 << 16;

    /** How far the content is looked at before its first byte is read; the first line of a text must fit. */
    static final int SAMPLE = 1 << 20;

    private final Path file;

    private final String member;

    private final List<String> members;

    private final long fileSize;

    private ArrayFormat format;

    private CountingInputStream counter;

    private StrictGzipInputStream gunzip;

    private ZipFile zip;

    private ZipEntry entry;

    private CheckedInputStream checked;

    private BufferedInputStream content;

    private long position;

    private ArraySource(final Path file, final String member, final List<String> members, final long fileSize) {
        this.file = file;
        this.member = member;
        this.members = members;
        this.fileSize = fileSize;
    }

    static ArraySource open(final Path file, final String member) {
        final long size = check(file);
        try {
            if (isZip(file)) {
                return openMember(file, member, size);
            }
            final ArraySource source = new ArraySource(file, "", List.of(), size);
            try {
                source.openPlain();
                return source;
            } catch (final IOException | RuntimeException | Error e) {
                source.closeAfter(e);
                throw e;
            }
        } catch (final IOException e) {
            throw unreadable(displayName(file, ""), e);
        }
    }

    static List<String> members(final Path file) {
        check(file);
        try {
            if (!isZip(file)) {
                return List.of();
            }
            try (ZipFile zip = NpzMembers.open(file)) {
                return NpzMembers.names(file, zip);
            }
        } catch (final IOException e) {
            throw unreadable(displayName(file, ""), e);
        }
    }

    private static long check(final Path file) {
        final String name = displayName(file, "");
        if (!Files.exists(file)) {
            throw new DataException("There is no file " + name + ". Check the path.");
        }
        if (Files.isDirectory(file)) {
            throw new DataException(name + " is a folder. Choose a file in it.");
        }
        if (!Files.isReadable(file)) {
            throw new DataException(name + " may not be read. Check its permissions.");
        }
        try {
            final long size = Files.size(file);
            if (size == 0) {
                throw new DataException(name + " is empty. Copy or download it again.");
            }
            return size;
        } catch (final IOException e) {
            throw unreadable(name, e);
        }
    }

    private static boolean isZip(final Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            final byte[] head = in.readNBytes(4);
            // the second form is that of a zip file without entries
            return head.length == 4 && head[0] == 'P' && head[1] == 'K'
                && (head[2] == 3 && head[3] == 4 || head[2] == 5 && head[3] == 6);
        }
    }

    private static ArraySource openMember(final Path file, final String wanted, final long size) throws IOException {
        final ZipFile zip = NpzMembers.open(file);
        try {
            final List<String> names = NpzMembers.names(file, zip);
            final String member = NpzMembers.choose(file, names, wanted);
            final ArraySource source = new ArraySource(file, member, names, size);
            source.format = ArrayFormat.NPZ;
            source.zip = zip;
            source.entry = zip.getEntry(member + NpzMembers.ENDING);
            source.checked = new CheckedInputStream(zip.getInputStream(source.entry), new CRC32());
            source.content = new BufferedInputStream(source.checked, BUFFER);
            return source;
        } catch (final IOException | RuntimeException | Error e) {
            zip.close();
            throw e;
        }
    }

    private void openPlain() throws IOException {
        counter = new CountingInputStream(Files.newInputStream(file));
        content = new BufferedInputStream(counter, BUFFER);
        byte[] head = sample(2);
        if (head.length == 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b) {
            gunzip = new StrictGzipInputStream(content, BUFFER);
            content = new BufferedInputStream(gunzip, BUFFER);
        }
        head = sample(4096);
        if (head.length == 0) {
            throw new DataException(name() + " is compressed, but holds nothing. Copy or download it again.");
        }
        format = recognise(head);
    }

    private ArrayFormat recognise(final byte[] head) {
        if (NpyHeader.matches(head)) {
            return ArrayFormat.NPY;
        }
        if (IdxHeader.matches(head)) {
            return ArrayFormat.IDX;
        }
        final String lower = file.getFileName().toString().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        if (lower.endsWith(".npy") || lower.endsWith(".npz")) {
            throw new DataException(name() + " does not begin as " + lower.substring(lower.length() - 3)
                .toUpperCase(Locale.ROOT) + " files do, so it is none, whatever its name says. Choose another file or correct "
                + "the file name's ending.");
        }
        for (final byte b : head) {
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
                throw new DataException(name() + " is neither NPY, NPZ, IDX nor text with numbers in UTF-8. Choose a "
                    + "file in one of these formats.");
            }
        }
        return ArrayFormat.CSV;
    }

    ArrayFormat format() {
        return format;
    }

    Path file() {
        return file;
    }

    String member() {
        return member;
    }

    List<String> members() {
        return members;
    }

    String name() {
        return displayName(file, member);
    }

    static String displayName(final Path file, final String member) {
        return "\"" + file + "\"" + (member.isEmpty() ? "" : " (array \"" + member + "\")");
    }

    /** The beginning of the content, up to {@code length} bytes, without reading it. */
    byte[] sample(final int length) throws IOException {
        content.mark(length);
        final byte[] bytes = content.readNBytes(length);
        content.reset();
        return bytes;
    }

    /** The content, for a reader of text; it does not count towards {@link #position()}. */
    InputStream stream() {
        return content;
    }

    /** How many bytes of the content have been read or skipped. */
    long position() {
        return position;
    }

    /** Reads up to {@code count} bytes; fewer only where the content ends. */
    int read(final byte[] target, final int count) throws IOException {
        final int got = content.readNBytes(target, 0, count);
        position += got;
        return got;
    }

    /** Passes over up to {@code count} bytes; fewer only where the content ends. */
    long skip(final long count) throws IOException {
        long left = count;
        while (left > 0) {
            final long skipped = content.skip(left);
            if (skipped > 0) {
                left -= skipped;
            } else if (content.read() >= 0) {
                left--;
            } else {
                break;
            }
        }
        position += count - left;
        return count - left;
    }

    /**
     * Compares the size that a header promises with the file's, as far as that is possible before reading.
     *
     * @param bytes how many are to follow from here on
     * @param declared the header's words, such as {@code 3 × 4 elements of type uint8}
     */
    void checkSize(final long bytes, final String declared) {
        final long there;
        if (entry != null) {
            there = entry.getSize() - position;
        } else if (gunzip == null) {
            there = fileSize - position;
        } else {
            there = -1;
        }
        if (there >= 0 && there < bytes) {
            throw new DataException(String.format(Locale.ROOT,
                "%s is truncated or damaged: its header declares %s, that is %,d bytes, but only %,d follow. "
                    + "Copy or download the file again.", name(), declared, bytes, there));
        }
        if (there > bytes) {
            throw new DataException(String.format(Locale.ROOT,
                "%s is damaged: its header declares %s, that is %,d bytes, but %,d follow. "
                    + "Copy or download the file again.", name(), declared, bytes, there));
        }
        if ((entry != null || gunzip != null) && bytes / HIGHEST_EXPANSION > fileSize) {
            throw new DataException(String.format(Locale.ROOT,
                "%s is damaged: its header declares %s, that is %,d bytes, which a compressed file of %,d bytes cannot hold. "
                    + "Copy or download the file again.", name(), declared, bytes, fileSize));
        }
    }

    /** The message for content that ended early. */
    DataException truncated(final long bytes, final long got, final String declared) {
        return new DataException(String.format(Locale.ROOT,
            "%s is truncated or damaged: its header declares %s, that is %,d bytes, but the data end after %,d. "
                + "Copy or download the file again.", name(), declared, bytes, got));
    }

    /** Checks, after the last row, that nothing follows and that the check sum is right. */
    void checkEnd(final String declared) throws IOException {
        if (content.read() >= 0) {
            throw new DataException(name() + " is damaged: its header declares " + declared
                + ", but more data follow. Copy or download the file again.");
        }
        if (gunzip != null && gunzip.isFollowed()) {
            throw new DataException(name() + " is damaged: something follows the end of its compressed data. "
                + "Copy or download the file again.");
        }
        if (entry != null && entry.getCrc() != -1 && entry.getCrc() != checked.getChecksum().getValue()) {
            throw new DataException(
                name() + " is damaged: its check sum is wrong. Copy or download the file again.");
        }
    }

    /** The share of the file's bytes that have been read. */
    double fraction() {
        return counter == null ? 0 : Math.min(1, (double)counter.count() / fileSize);
    }

    DataException unreadable(final IOException cause) {
        return unreadable(name(), cause);
    }

    private static DataException unreadable(final String name, final IOException cause) {
        if (cause instanceof EOFException || cause instanceof ZipException) {
            return new DataException(name + " is truncated or damaged: its compressed data "
                + (cause instanceof EOFException ? "end early" : "are wrong (" + cause.getMessage() + ")")
                + ". Copy or download the file again.", cause);
        }
        return new DataException(name + " could not be read (" + cause.getMessage()
            + "). Check that the file is there and may be read.", cause);
    }

    void closeAfter(final Throwable failure) {
        try {
            close();
        } catch (final IOException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (content != null) {
            content.close();
        } else if (counter != null) {
            counter.close();
        }
        if (zip != null) {
            zip.close();
        }
    }
}
