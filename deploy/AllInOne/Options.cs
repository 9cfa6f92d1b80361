using System.Globalization;

namespace AllInOne;

/// <summary>The command line.</summary>
/// <param name="Port">Where the gateway listens on localhost; 0 takes a free port.</param>
/// <param name="Data">The folder of the databases and of the issuer's key.</param>
/// <param name="Tour">Run the tour and end, instead of serving.</param>
/// <param name="Json">A file to write the tour's report to, as JSON.</param>
/// <param name="Traces">Print the trace of each of the tour's steps, after what happened.</param>
internal sealed record Options(int Port, string Data, bool Tour, string? Json, bool Traces)
{
    private const int UsageError = 2;

    public static Options? Parse(string[] args)
    {
        var options = new Options(8080, "data", Tour: false, Json: null, Traces: false);
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "tour":
                    options = options with { Tour = true };
                    break;
                case "--traces":
                    options = options with { Traces = true };
                    break;
                case "--port" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535:
                    options = options with { Port = port };
                    i++;
                    break;
                case "--data" when value is { Length: > 0 }:
                    options = options with { Data = value };
                    i++;
                    break;
                case "--json" when value is { Length: > 0 }:
                    options = options with { Json = value };
                    i++;
                    break;
                default:
                    Console.Error.WriteLine($"Not understood: {args[i]}");
                    return null;
            }
        }
        if (!options.Tour
            && (options.Json is not null || options.Traces)) Console.Error.WriteLine("--json and --traces belong to the tour.");
        else if (options.Json is null) return options;
        else if (!Directory.Exists(
            Path.GetDirectoryName(Path.GetFullPath(options.Json)))) Console.Error.WriteLine($"There is no folder for {options.Json}.");
        else return options;
        return null;
    }

    public static int Explain()
    {
        Console.Error.WriteLine(
            """
            dotnet run --project deploy/AllInOne -- [tour] [--port N] [--data DIR] [--json FILE] [--traces]
              (nothing)    start the platform, load the paper's cooperation, and serve on http://localhost:8080
              tour         start the platform, run the main job as its clients would, report, and end
              --port N     where the gateway listens; 0 takes a free port
              --data DIR   the folder of the databases; ./data by default
              --json FILE  write the tour's report as JSON too
              --traces     print the trace of each of the tour's steps, after what happened
            """);
        return UsageError;
    }
}
