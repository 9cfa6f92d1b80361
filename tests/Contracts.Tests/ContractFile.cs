using Testing;

namespace Contracts.Tests;

/// <summary>A committed file that says what the code does. With <c>UPDATE_CONTRACTS=1</c> it is written anew instead of compared.</summary>
internal static class ContractFile
{
    private static readonly string Folder = Path.Combine(Repository.Root, "contracts");

    public static async Task ShouldBeAsync(string path, string text)
    {
        var file = Path.Combine(Folder, path);
        if (Environment.GetEnvironmentVariable("UPDATE_CONTRACTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, text);
            return;
        }
        Assert.True(File.Exists(file), $"contracts/{path} is missing: run these tests with UPDATE_CONTRACTS=1 and commit what they write.");
        var committed = await File.ReadAllTextAsync(file);
        Assert.True(
            committed == text,
            $"contracts/{path} is not what the code says. Where the change is meant, run these tests with UPDATE_CONTRACTS=1 and commit "
                + $"it.{Difference(committed, text)}");
    }

    public static string Sample(string urn) => Path.Combine(Folder, "samples", urn.Replace(':', '-') + ".json");

    public static IEnumerable<string> Samples => Directory.EnumerateFiles(Path.Combine(Folder, "samples"));

    private static string Difference(string committed, string text)
    {
        var (before, after) = (committed.Split('\n'), text.Split('\n'));
        var line = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"\nLine {line + 1}:\n- {before.ElementAtOrDefault(line)}\n+ {after.ElementAtOrDefault(line)}";
    }
}
