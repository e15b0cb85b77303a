package org.elbow.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are not what they claim: each ends in one message that names the file, and never takes the memory. */
class DamagedArrayFileTest {

    @TempDir
    Path folder;

    private Path write(final String name, final byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    /** Reads all rows and returns the message of the failure. */
    private static String failure(final Path file, final String member) {
        final DataException e = assertThrows(DataException.class, () -> {
            try (ArrayFile array = ArrayFile.open(file, member)) {
                final double[] row = new double[array.rowSize()];
                while (array.readRow(row)) {
                    assertTrue(array.row() < 1_000_000, "endless");
                }
            }
        });
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
        return e.getMessage();
    }

    private static void assertSays(final String message, final String... parts) {
        for (final String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }

    @Test
    void aHeaderThatDeclaresMoreThanTheFileHoldsIsFoundOutOnOpening() throws IOException {
        final Path file = write("lie.npy", ArrayBytes.npy("(1000000000, 784)", new byte[1000]));
        assertSays(assertThrows(DataException.class, () -> ArrayHeader.read(file, null)).getMessage(), "lie.npy",
            "1000000000 × 784 elements of type uint8", "784,000,000,000 bytes", "only 1,000 follow");
        final Path idx = write("lie.idx", ArrayBytes.idx(8, new byte[50], 1_000_000_000, 28, 28));
        assertSays(assertThrows(DataException.class, () -> ArrayHeader.read(idx, null)).getMessage(), "only 50 follow");
        final Path zip =
            write("lie.npz", ArrayBytes.zip(false, Map.of("X.npy", ArrayBytes.npy("(1000000000, 784)", new byte[100]))));
        assertSays(assertThrows(DataException.class, () -> ArrayHeader.read(zip, null)).getMessage(), "lie.npz", "\"X\"",
            "only 100 follow");
    }

    @Test
    void aCompressedHeaderThatNoFileOfThatSizeCanKeepIsFoundOutOnOpening() throws IOException {
        final Path file = write("lie.gz", ArrayBytes.gzip(ArrayBytes.idx(8, new byte[50], 1_000_000_000, 28, 28)));
        assertSays(assertThrows(DataException.class, () -> ArrayHeader.read(file, null)).getMessage(), "lie.gz",
            "784,000,000,000 bytes", "cannot hold");
    }

    @Test
    void aCompressedFileThatEndsEarlyIsFoundOutWhileReading() throws IOException {
        final Path file = write("short.gz", ArrayBytes.gzip(ArrayBytes.idx(8, ArrayBytes.counting(50), 10, 3, 2)));
        assertEquals(10, ArrayHeader.read(file, null).rows());
        assertSays(failure(file, null), "10 × 3 × 2", "60 bytes", "end after 50");
        try (ArrayFile array = ArrayFile.open(file, null)) {
            assertThrows(DataException.class, () -> array.skipRows(10));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9, 0.999})
    void aTruncatedGzipFileIsNamed(final double share) throws IOException {
        final byte[] random = new byte[100_000];
        new java.util.Random(1).nextBytes(random);
        final byte[] whole = ArrayBytes.gzip(ArrayBytes.npy("(1000, 100)", random));
        final Path file = write("cut.npy.gz", Arrays.copyOf(whole, (int)(share * whole.length)));
        assertSays(failure(file, null), "truncated or damaged", "again");
    }

    @Test
    void aGzipFileWithAWrongCheckSumIsNamed() throws IOException {
        final byte[] bytes = ArrayBytes.gzip(ArrayBytes.npy("(10, 10)", ArrayBytes.counting(100)));
        bytes[bytes.length - 6] ^= 1;
        assertSays(failure(write("bad.npy.gz", bytes), null), "damaged");
    }

    @Test
    void aMemberWithAWrongCheckSumIsNamed() throws IOException {
        final byte[] bytes =
            ArrayBytes.zip(true, Map.of("X.npy", ArrayBytes.npy("(10, 10)", ArrayBytes.counting(100))));
        // stored, so the numbers stand in the file as they are: 42 occurs in the counting sequence after 41
        for (int i = 0; i + 2 < bytes.length; i++) {
            if (bytes[i] == 41 && bytes[i + 1] == 42 && bytes[i + 2] == 43) {
                bytes[i + 1] = 99;
            }
        }
        assertSays(failure(write("bad.npz", bytes), null), "\"X\"", "check sum");
    }

    @Test
    void whateverFollowsTheLastRowIsNoticed() throws IOException {
        final byte[] npy = ArrayBytes.npy("(2, 2)", new byte[]{1, 2, 3, 4, 5});
        assertSays(failure(write("a.npy", npy), null), "4 bytes", "5 follow");
        assertSays(failure(write("a.npy.gz", ArrayBytes.gzip(npy)), null), "more data follow");
        assertSays(failure(write("a.npz", ArrayBytes.zip(false, Map.of("X.npy", npy))), null), "5 follow");
        assertSays(failure(write("a.idx", ArrayBytes.idx(8, new byte[5], 2, 2)), null), "5 follow");
        assertSays(failure(write("none.npy.gz", ArrayBytes.gzip(ArrayBytes.npy("(0, 3)", new byte[1]))), null),
            "more data follow");
        final byte[] whole = ArrayBytes.gzip(ArrayBytes.npy("(2, 2)", new byte[]{1, 2, 3, 4}));
        assertSays(failure(write("b.npy.gz", ArrayBytes.join(whole, (byte)7, (byte)8, (byte)9)), null), "follows the end");
    }

    @Test
    void whatFollowsIsNoticedWithTheLastRowAlready() throws IOException {
        final Path file = write("a.npy.gz", ArrayBytes.gzip(ArrayBytes.npy("(2, 2)", new byte[5])));
        try (ArrayFile array = ArrayFile.open(file, null)) {
            final double[] row = new double[2];
            assertTrue(array.readRow(row));
            assertThrows(DataException.class, () -> array.readRow(row));
        }
    }

    @Test
    void aMemberThatExpandsBeyondWhatItDeclaresIsNotExpanded() throws IOException {
        final byte[] bomb = ArrayBytes.zip(false, Map.of("X.npy", ArrayBytes.npy("(2, 2)", new byte[50_000_000])));
        // the directory at the end of the zip file is made to lie as well
        final byte[] honest = ArrayBytes.npy("(2, 2)", new byte[4]);
        final ByteBuffer buffer = ByteBuffer.wrap(bomb).order(ByteOrder.LITTLE_ENDIAN);
        int patched = 0;
        for (int i = 0; i + 28 < bomb.length; i++) {
            if (buffer.getInt(i) == 0x02014b50) {
                buffer.putInt(i + 24, honest.length);
                patched++;
            }
        }
        assertEquals(1, patched);
        assertSays(failure(write("bomb.npz", bomb), null), "bomb.npz", "damaged");
        assertSays(failure(write("bomb.npy.gz", ArrayBytes.gzip(ArrayBytes.npy("(2, 2)", new byte[50_000_000]))), null),
            "more data follow");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"(-1, 3)|negative", "(3, -4)|negative", "()|single number", "(5, 0)|empty rows",
        "(9223372036854775807, 2)|more than any file", "(99999999999999999999, 2)|out of range",
        "(1, 4000000000)|too long", "(1, 65536, 65536)|too long", "(2, 'x')|not a whole number"})
    void impossibleShapesAreNamed(final String shape, final String reason) throws IOException {
        assertSays(failure(write("shape.npy", ArrayBytes.npy(shape, new byte[16])), null), reason);
    }

    @Test
    void hugeDimensionsOfIdxAreNotTakenForNegativeOnes() throws IOException {
        assertSays(failure(write("huge.idx", ArrayBytes.idx(8, new byte[16], -1, 2)), null), "4294967295 × 2");
        assertSays(failure(write("wide.idx", ArrayBytes.idx(8, new byte[16], 2, -1, -1)), null), "too long");
        assertSays(failure(write("cut.idx", Arrays.copyOf(ArrayBytes.idx(8, new byte[0], 3, 28, 28), 10)), null),
            "3 dimensions");
    }

    @ParameterizedTest
    @CsvSource({"|O,never read", "<U5,text", "|S7,text", "<c16,complex", "<M8[ns],dates", "|V12,records",
        "<f16,unsupported", "=f8,unsupported", "|f4,unsupported", "'',unsupported"})
    void elementsThatAreNotPlainNumbersAreRefused(final String descr, final String reason) throws IOException {
        assertSays(failure(write("type.npy", ArrayBytes.npy(descr, false, "(1,)", new byte[16])), null), reason);
    }

    @Test
    void structuredRecordsAreRefused() throws IOException {
        final byte[] bytes = ArrayBytes.npy(1,
            "{'descr': [('x', '<f8'), ('y', '<i4', (2,))], 'fortran_order': False, 'shape': (1,)}", new byte[16]);
        assertSays(failure(write("records.npy", bytes), null), "structured");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'descr': '<f8', 'shape': (1,)}", "{'descr': '<f8', 'fortran_order': False, 'shape': (1,)",
        "['<f8']", "{'descr': '<f8' 'fortran_order': False}", "__import__('os')", "", "{1: 2}",
        "{'descr': '<f8', 'fortran_order': 0, 'shape': (1,)}", "{'descr': '<f8, 'fortran_order': False, 'shape': (1,)}",
        "((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))"})
    void brokenHeadersAreNamed(final String dictionary) throws IOException {
        assertSays(failure(write("header.npy", ArrayBytes.npy(1, dictionary, new byte[8])), null), "header");
    }

    @Test
    void aHeaderNestedTooDeeplyIsNotFollowed() throws IOException {
        final String nested = "{'descr': " + "(".repeat(4000) + ")".repeat(4000) + "}";
        assertSays(failure(write("deep.npy", ArrayBytes.npy(1, nested, new byte[0])), null), "nested too deeply");
    }

    @Test
    void aHeaderThatIsCutOrFarTooLongIsNamed() throws IOException {
        final byte[] npy = ArrayBytes.npy(2, "{'descr': '|u1', 'fortran_order': False, 'shape': (1,)}", new byte[1]);
        for (final int length : new int[]{7, 8, 10, 30}) {
            assertSays(failure(write("cut.npy", Arrays.copyOf(npy, length)), null), "within its header");
        }
        final byte[] liar = npy.clone();
        ByteBuffer.wrap(liar).order(ByteOrder.LITTLE_ENDIAN).putInt(8, -1);
        assertSays(failure(write("liar.npy", liar), null), "4294967295 bytes");
        npy[6] = 9;
        assertSays(failure(write("future.npy", npy), null), "version 9.0");
    }

    @Test
    void missingEmptyAndForeignFilesAreNamed() throws IOException {
        assertSays(failure(folder.resolve("nowhere.npy"), null), "There is no file");
        assertSays(failure(folder, null), "is a folder");
        assertSays(failure(write("empty.npy", new byte[0]), null), "is empty");
        assertSays(failure(write("empty.gz", ArrayBytes.gzip(new byte[0])), null), "holds nothing");
        assertSays(failure(write("text.npy", "hello, world\n".getBytes()), null), "NPY");
        assertSays(failure(write("text.npz", "hello, world\n".getBytes()), null), "NPZ");
        assertSays(failure(write("picture.png", new byte[]{(byte)0x89, 'P', 'N', 'G', 13, 10, 26, 10}), null), "neither");
        assertSays(failure(write("half.gz", new byte[]{0x1f, (byte)0x8b, 8}), null), "damaged");
    }

    @Test
    void aZipFileWithoutArraysIsNamed() throws IOException {
        final Path file = write("other.npz", ArrayBytes.zip(false, Map.of("readme.txt", new byte[3])));
        assertSays(failure(file, null), "without NumPy arrays");
        assertThrows(DataException.class, () -> ArrayFile.members(file));
        assertSays(failure(write("void.npz", ArrayBytes.zip(false, Map.of())), null), "without NumPy arrays");
        assertSays(failure(write("mask.npz", ArrayBytes.zip(false, Map.of("X.npy", new byte[20]))), null), "signature");
    }

    @Test
    void aTruncatedZipFileIsNamed() throws IOException {
        final byte[] whole = ArrayBytes.zip(false, Map.of("X.npy", ArrayBytes.npy("(10, 10)", new byte[100])));
        for (final int length : new int[]{4, 30, whole.length - 1}) {
            assertSays(failure(write("cut.npz", Arrays.copyOf(whole, length)), null), "truncated or damaged");
        }
    }

    @Test
    void aFortranArrayBeyondTheLimitIsRefusedWithItsRemedy() throws IOException {
        final Path file = folder.resolve("large.npy");
        Files.write(file, ArrayBytes.npy("|u1", true, "(30000000, 100)", new byte[0]));
        try (java.io.RandomAccessFile large = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            // a hole: takes no room on most file systems
            large.setLength(large.length() + 3_000_000_000L);
        }
        assertSays(failure(file, null), "Fortran order", "ascontiguousarray");
    }

    @Test
    void anUnreadableFileIsNamed() throws IOException {
        final Path file = write("secret.npy", ArrayBytes.npy("(1,)", new byte[1]));
        assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file), "this user may read everything");
        assertSays(failure(file, null), "permissions");
    }
}
