using System.Diagnostics;
using System.Globalization;

namespace Kernel;

/// <summary>
/// For crash tests: <c>PLATFORM_FAILPOINT=after-confirm:3</c> kills the process (like kill -9) at the third pass of that point. The points,
/// in the order of a message's life: after-commit, after-lease, before-send, after-confirm, after-effect, before-ack. Those of a webhook's
/// turn: webhook-after-lease, webhook-before-commit, webhook-after-commit.
/// </summary>
internal static class Failpoint
{
    private static readonly string[] Wanted = (Environment.GetEnvironmentVariable("PLATFORM_FAILPOINT") ?? "").Split(':');
    private static int remaining = Wanted.Length == 2 ? int.Parse(Wanted[1], CultureInfo.InvariantCulture) : 1;

    public static void Reached(string name)
    {
        if (name != Wanted[0] || Interlocked.Decrement(ref remaining) != 0) return;
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
