using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Testing;

/// <summary>A service in a process of its own, to be stopped, killed and started again.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly ConcurrentDictionary<ServiceProcess, Process> Running = new();

    private readonly Process process;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly StringBuilder output = new();

    // A test process that ends in the middle of a test takes its services with it.
    static ServiceProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var process in Running.Values) process.Kill();
    };

    private ServiceProcess(string project, int port, ProcessStartInfo start)
    {
        Project = project;
        Address = new Uri($"http://127.0.0.1:{port}");
        process = new Process { StartInfo = start };
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.Start();
        Running[this] = process;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
    }

    public string Project { get; }

    public Uri Address { get; }

    /// <summary>What it has written so far.</summary>
    public string Output
    {
        get
        {
            lock (output) return output.ToString();
        }
    }

    public bool HasExited => process.HasExited;

    /// <summary>The processor time that it has used since it started.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>The most memory that it has had at once, in bytes.</summary>
    public long PeakMemory
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
    }

    /// <summary>Null while it runs; 128 + the signal's number where a signal ended it.</summary>
    public int? ExitCode => process.HasExited ? process.ExitCode : null;

    /// <summary>
    /// A port that nothing listens on now. It is below those that the system gives to others by itself.
    /// So nobody takes it before its service listens.
    /// </summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(10_000, 32_000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }

    /// <summary>Starts a built project and does not wait for it.</summary>
    /// <param name="project">Its folder below the repository's, such as <c>services/Enrollment</c>.</param>
    /// <param name="settings">Configuration, with colons: given to the process as environment variables.</param>
    /// <param name="arguments">Its command line, such as <c>migrate</c>.</param>
    /// <param name="port">Where it listens on 127.0.0.1; null takes a free one.</param>
    public static ServiceProcess Start(
        string project, IEnumerable<KeyValuePair<string, string?>> settings, IEnumerable<string>? arguments = null, int? port = null)
    {
        var assembly = Repository.AssemblyOf(project);
        var listen = port ?? FreePort();
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments ?? []])
        {
            // Not where appsettings.json is: a process finds it from anywhere.
            WorkingDirectory = Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{listen}";
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return new ServiceProcess(project, listen, start);
    }

    /// <summary>Waits until the path answers 200.</summary>
    /// <exception cref="InvalidOperationException">It ended, or did not answer in a minute; the message has its output.</exception>
    public async Task WaitForAsync(string path = "/health/ready", CancellationToken ct = default)
    {
        var watch = Stopwatch.StartNew();
        while (!await AnswersAsync(path, ct))
        {
            if (HasExited || watch.Elapsed > Limit) throw Failure($"did not answer 200 at {path}");
            await Task.Delay(50, ct);
        }
    }

    /// <summary>Waits until it ends by itself, as <c>migrate</c> does.</summary>
    /// <param name="atMost">How long; a minute where it is left out.</param>
    /// <param name="ct">Ends the waiting.</param>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitForExitAsync(TimeSpan? atMost = null, CancellationToken ct = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(atMost ?? Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw Failure("did not end");
        }
    }

    /// <summary>Ends it at once, as a power cut does (SIGKILL).</summary>
    public void Kill()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }

    /// <summary>Asks it to end and waits until it has (SIGTERM).</summary>
    /// <returns>Its exit code; 0 where it stopped in good order.</returns>
    public async Task<int> StopAsync(CancellationToken ct = default)
    {
        if (!HasExited && SendSignal(process.Id, Terminate) != 0) throw Failure("could not be asked to end");
        return await WaitForExitAsync(ct: ct);
    }

    public ValueTask DisposeAsync()
    {
        if (!HasExited) Kill();
        Running.TryRemove(this, out _);
        process.Dispose();
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<bool> AnswersAsync(string path, CancellationToken ct)
    {
        try
        {
            using var reply = await http.GetAsync(new Uri(Address, path), ct);
            return reply.StatusCode is HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null) return;
        lock (output) output.AppendLine(line.Data);
    }

    private InvalidOperationException Failure(string what) =>
        new($"{Project} {what}; {(ExitCode is { } code ? $"it ended with {code}" : "it still runs")}. Its output:\n{Output}");

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int process, int signal);
}
