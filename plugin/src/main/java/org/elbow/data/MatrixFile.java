package org.elbow.data;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/**
 * A temporary file that holds a matrix, mapped into memory a segment at a time; the operating system moves its pages in and out
 * as it has room for them.
 *
 * <p>Where an open file can be deleted (Linux, macOS), it is deleted as soon as it is open, so that nothing remains even of a
 * process that is killed. Elsewhere (Windows) it is deleted when the matrix is closed, and what a killed process has left when
 * the next one needs such a file.
 */
final class MatrixFile implements AutoCloseable {

    /** The longest stretch that can be mapped at once, in floats. */
    static final long LONGEST_SEGMENT = Integer.MAX_VALUE / Float.BYTES;

    private static final String PREFIX = "elbow-matrix-";

    private static final String SUFFIX = ".tmp";

    private static final int ZEROS = 1 << 20;

    private final Path path;

    private final boolean deletedAtOnce;

    private final FileChannel channel;

    private MatrixFile(final Path path, final boolean deletedAtOnce) throws IOException {
        this.path = path;
        this.deletedAtOnce = deletedAtOnce;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (final IOException | RuntimeException e) {
            Files.deleteIfExists(path);
            throw e;
        }
        if (deletedAtOnce) {
            Files.deleteIfExists(path);
        } else {
            path.toFile().deleteOnExit();
        }
    }

    /**
     * A file of zeros, for which the disk has room.
     *
     * @param floats how many
     * @param folder where; must exist
     * @return the file, to be closed by the caller after the segments
     * @throws IOException if the folder cannot be written to, or has not that much room
     * @throws CancellationException if the thread is interrupted
     */
    static MatrixFile create(final long floats, final Path folder) throws IOException {
        return create(floats, folder, folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    }

    static MatrixFile create(final long floats, final Path folder, final boolean deleteAtOnce) throws IOException {
        if (!deleteAtOnce) {
            deleteThoseOfDeadProcesses(folder);
        }
        final long bytes = floats * Float.BYTES;
        final long room = Files.getFileStore(folder).getUsableSpace();
        if (room < bytes) {
            throw new IOException(String.format(Locale.ROOT, "only %,.1f GB are free", 1e-9 * room));
        }
        final MatrixFile file = new MatrixFile(
            Files.createTempFile(folder, PREFIX + ProcessHandle.current().pid() + "-", SUFFIX), deleteAtOnce);
        try {
            file.fill(bytes);
            return file;
        } catch (final IOException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    /** Writes zeros, so that the disk is known to have room: to run out of it later, in mapped memory, is beyond remedy. */
    private void fill(final long bytes) throws IOException {
        final ByteBuffer zeros = ByteBuffer.allocateDirect((int)Math.min(ZEROS, bytes));
        try {
            for (long done = 0; done < bytes;) {
                zeros.limit((int)Math.min(zeros.capacity(), bytes - done)).position(0);
                done += channel.write(zeros, done);
            }
        } catch (final ClosedByInterruptException e) {
            throw interrupted(e);
        }
    }

    private static CancellationException interrupted(final ClosedByInterruptException cause) {
        final CancellationException cancelled = new CancellationException("Interrupted while a temporary file was made.");
        cancelled.initCause(cause);
        return cancelled;
    }

    /**
     * Maps a stretch of the file.
     *
     * @param start its first float
     * @param floats how many, at most {@link #LONGEST_SEGMENT}
     */
    MatrixSegment segment(final long start, final long floats) throws IOException {
        try {
            return new Mapped(channel.map(MapMode.READ_WRITE, start * Float.BYTES, floats * Float.BYTES));
        } catch (final ClosedByInterruptException e) {
            throw interrupted(e);
        }
    }

    /** Deletes the file, unless that has happened. Where mapped files cannot be deleted, segments must be closed before. */
    @Override
    public void close() {
        try {
            channel.close();
            if (!deletedAtOnce) {
                Files.deleteIfExists(path);
            }
        } catch (final IOException e) {
            // nothing is lost but room on the disk, until the next process deletes it
        }
    }

    private static void deleteThoseOfDeadProcesses(final Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*-*" + SUFFIX)) {
            for (final Path file : files) {
                final String[] parts = file.getFileName().toString().substring(PREFIX.length()).split("-");
                if (parts[0].matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(parts[0])).isEmpty()) {
                    file.toFile().delete(); // NOSONAR another process may do so, too
                }
            }
        }
    }

    /** A mapped stretch of the file. */
    private static final class Mapped implements MatrixSegment {

        private MappedByteBuffer bytes;

        private FloatBuffer floats;

        Mapped(final MappedByteBuffer bytes) {
            this.bytes = bytes;
            bytes.order(ByteOrder.nativeOrder());
            floats = bytes.asFloatBuffer();
        }

        @Override
        public void get(final long index, final float[] target, final int offset, final int count) {
            floats.get((int)index, target, offset, count);
        }

        @Override
        public void put(final long index, final float[] source, final int offset, final int count) {
            floats.put((int)index, source, offset, count);
        }

        @Override
        public float get(final long index) {
            return floats.get((int)index);
        }

        @Override
        public void set(final long index, final float value) {
            floats.put((int)index, value);
        }

        /** Gives the pages back now: room on the disk, or the file itself, would else be held until the garbage collection. */
        @Override
        public void close() {
            final MappedByteBuffer mapped = bytes;
            floats = null; // whoever comes too late gets an exception instead of touching what is no longer there
            bytes = null;
            if (mapped != null) {
                unmap(mapped);
            }
        }

        /** Java 17 has no other means to unmap; by reflection, since inside OSGi the class is not on a bundle's class path. */
        private static void unmap(final MappedByteBuffer mapped) {
            try {
                final Class<?> type = Class.forName("sun.misc.Unsafe", true, ClassLoader.getPlatformClassLoader());
                final var field = type.getDeclaredField("theUnsafe");
                field.setAccessible(true);
                type.getMethod("invokeCleaner", ByteBuffer.class).invoke(field.get(null), mapped);
            } catch (final ReflectiveOperationException | RuntimeException e) {
                if (e instanceof InvocationTargetException failed && failed.getCause() instanceof Error error) {
                    throw error;
                }
                // not there in this Java: the garbage collection unmaps
            }
        }
    }
}
