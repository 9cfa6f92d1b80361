using System.Text.Json;
using System.Text.RegularExpressions;

namespace Contracts.Tests;

/// <summary>What is wrong with a Dockerfile that can be seen without an engine, each a sentence.</summary>
internal static partial class DockerfileLint
{
    private static readonly string[] Known =
    [
        "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "ONBUILD", "RUN", "SHELL",
        "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    ];

    private sealed record Instruction(string Name, string Rest);

    public static IReadOnlyList<string> Errors(string text)
    {
        var all = Instructions(text).ToList();
        var errors = all.Where(instruction => !Known.Contains(instruction.Name))
            .Select(unknown => $"There is no instruction {unknown.Name}.")
            .ToList();
        if (all.FirstOrDefault(instruction => instruction.Name != "ARG")?.Name != "FROM")
        {
            return [.. errors, "It does not begin with FROM."];
        }

        var names = new List<string>();
        var stage = new List<Instruction>();
        foreach (var instruction in all)
        {
            if (instruction.Name == "FROM")
            {
                errors.AddRange(OfStage(stage));
                stage = [];
                var from = Base().Match(instruction.Rest);
                var image = from.Groups["image"].Value;
                if (!from.Success) errors.Add($"FROM {instruction.Rest} cannot be read.");
                else if (image != "scratch" && !names.Contains(image) && !IsPinned(image)) errors.Add($"{image} names no version.");
                if (WithoutIcu().IsMatch(image)) errors.Add($"{image} has no ICU, which the driver of SQL Server needs.");
                names.Add(from.Groups["name"].Value);
            }
            else if (instruction.Name == "COPY"
                && CopiedFrom().Match(instruction.Rest) is { Success: true } copied
                && !names.SkipLast(1).Contains(copied.Groups["stage"].Value))
            {
                errors.Add($"COPY --from={copied.Groups["stage"].Value}: there is no such stage before it.");
            }
            stage.Add(instruction);
        }
        return [.. errors, .. OfStage(stage), .. OfImage(stage)];
    }

    /// <summary>The names that a build may give values to.</summary>
    public static IReadOnlyList<string> Arguments(string text) =>
        [.. Instructions(text).Where(instruction => instruction.Name == "ARG").Select(argument => argument.Rest.Split('=')[0])];

    /// <summary>Whether an image bears one version, or a digest.</summary>
    /// <remarks><c>latest</c>, no tag at all, and a tag of a whole line of versions may be another image tomorrow.</remarks>
    public static bool IsPinned(string image) => Versioned().IsMatch(image);

    private static IEnumerable<string> OfStage(IReadOnlyList<Instruction> stage)
    {
        foreach (var name in new[] { "ENTRYPOINT", "CMD" })
        {
            if (stage.Count(instruction => instruction.Name == name) > 1) yield return $"Only the last {name} of a stage counts.";
        }
        foreach (var (name, rest) in stage)
        {
            if (name is "ENTRYPOINT" or "CMD" && !IsList(rest))
            {
                yield return $"{name} {rest} goes through a shell, which keeps signals for itself.";
            }
            if (name == "WORKDIR" && !rest.StartsWith('/')) yield return $"WORKDIR {rest} depends on the one before it.";
            if (name == "ADD") yield return "COPY copies; ADD may unpack and download.";
            if (name == "EXPOSE" && !(int.TryParse(rest.Split('/')[0], out var port) && port is > 0 and <= 65_535))
            {
                yield return $"EXPOSE {rest} is no port.";
            }
            if (name == "RUN" && rest.Contains("apt-get install", StringComparison.Ordinal))
            {
                foreach (var part in new[] { "apt-get update", " -y", "--no-install-recommends", "rm -rf /var/lib/apt/lists/*" })
                {
                    if (!rest.Contains(part, StringComparison.Ordinal)) yield return $"apt-get install goes without {part.Trim()}.";
                }
            }
        }
    }

    // Of the last stage, which is the image.
    private static IEnumerable<string> OfImage(IReadOnlyList<Instruction> stage)
    {
        var user = stage.LastOrDefault(instruction => instruction.Name == "USER")?.Rest.Split(':')[0];
        if (user is null or "root" or "0") yield return "It runs as root.";
        if (stage.All(instruction => instruction.Name is not ("ENTRYPOINT" or "CMD"))) yield return "It says not what it runs.";
    }

    private static bool IsList(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(text) is { Length: > 0 };
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static IEnumerable<Instruction> Instructions(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Where(line => !line.TrimStart().StartsWith('#'));
        return Continued().Replace(string.Join('\n', lines), " ").Split(
            '\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split((char[])[' ', '\t'], 2)).Select(
                words => new Instruction(words[0].ToUpperInvariant(), words.ElementAtOrDefault(1)?.Trim() ?? ""));
    }

    [GeneratedRegex("-(alpine|(?:noble|jammy)-chiseled|azurelinux[0-9.]*-distroless)(?!.*-extra)")]
    private static partial Regex WithoutIcu();

    [GeneratedRegex(@"\\[ \t]*\n[ \t]*")]
    private static partial Regex Continued();

    [GeneratedRegex(@"\A(--platform=\S+ +)?(?<image>\S+)( +AS +(?<name>[a-z][\w.-]*))?\z", RegexOptions.IgnoreCase)]
    private static partial Regex Base();

    [GeneratedRegex(@"--from=(?<stage>\S+)")]
    private static partial Regex CopiedFrom();

    [GeneratedRegex(@"(:v?\d+\.\d+\.\d+[\w.-]*|:\d+-CU\d+-[\w.-]+|@sha256:[0-9a-f]{64})\z")]
    private static partial Regex Versioned();
}
