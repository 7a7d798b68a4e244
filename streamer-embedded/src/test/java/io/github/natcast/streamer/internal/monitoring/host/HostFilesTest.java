package io.github.natcast.streamer.internal.monitoring.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What Linux tells in files. */
final class HostFilesTest {
    private static final String TABLE = """
               sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
             1277: 00000000:9CAF 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 24853 2 0000000000000000 12
             1277: 0100007F:9CAF 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 24854 2 0000000000000000 30
             2000: 00000000:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 24855 2 0000000000000000 700
             2001: 00000000:9CAF 00000000:0000 07 00000000:000000""";

    @TempDir
    private Path root;

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void dropsOfAllSocketsOfAPortAreAdded() throws Exception {
        assertThat(UdpDrops.sum(TABLE, 0x9CAF)).isEqualTo(42);
        assertThat(UdpDrops.sum(TABLE, 53)).isEqualTo(700);
        assertThat(UdpDrops.sum("what is this", 53)).isZero();
        write("net/udp", TABLE);
        write("net/udp6", TABLE.replace("00000000:9CAF", "00000000000000000000000000000000:9CAF"));
        assertThat(new UdpDrops(root).at(0x9CAF)).isEqualTo(84);
        assertThat(new UdpDrops(root.resolve("nowhere")).at(53)).isZero();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void packetsThatNobodyReadsAreCountedByTheSystem() throws Exception {
        try (DatagramChannel receiver = DatagramChannel.open();
                DatagramChannel sender = DatagramChannel.open()) {
            receiver.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
            receiver.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            InetSocketAddress address = (InetSocketAddress) receiver.getLocalAddress();
            for (int i = 0; i < 200; i++) {
                sender.send(ByteBuffer.allocate(1000), address);
            }
            assertThat(new UdpDrops(Path.of("/proc")).at(address.getPort())).isBetween(100L, 200L);
        }
    }

    @Test
    void aContainersLimitCountsBeforeTheHosts() throws Exception {
        write("proc/meminfo", "MemTotal:       16384000 kB\nMemFree:  1 kB\nMemAvailable:    8192000 kB\n");
        assertThat(new MemoryFiles(root).read())
                .isEqualTo(new MemoryFiles.Use(8_192_000L << 10, 16_384_000L << 10, false));

        write("sys/fs/cgroup/memory.max", "max\n");
        assertThat(new MemoryFiles(root).read().contained()).isFalse();

        write("sys/fs/cgroup/memory.max", "536870912\n");
        write("sys/fs/cgroup/memory.current", "500000000\n");
        write("sys/fs/cgroup/memory.stat", "anon 400000000\nfile 90000000\ninactive_file 80000000\n");
        assertThat(new MemoryFiles(root).read()).isEqualTo(new MemoryFiles.Use(420_000_000, 536_870_912, true));
    }

    @Test
    void theOlderFilesOfContainersAreReadToo() throws Exception {
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        assertThat(new MemoryFiles(root).read()).isEqualTo(new MemoryFiles.Use(0, 0, false));

        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "268435456\n");
        write("sys/fs/cgroup/memory/memory.usage_in_bytes", "200000000\n");
        write("sys/fs/cgroup/memory/memory.stat", "inactive_file 1\ntotal_inactive_file 50000000\n");
        assertThat(new MemoryFiles(root).read()).isEqualTo(new MemoryFiles.Use(150_000_000, 268_435_456, true));
    }

    @Test
    void filesThatSayNothingOfUseAreNoLimit() throws Exception {
        write("proc/meminfo", "garbage\n");
        write("sys/fs/cgroup/memory.max", "99999999999999999999\n");
        assertThat(new MemoryFiles(root).read()).isEqualTo(new MemoryFiles.Use(0, 0, false));
    }
}
