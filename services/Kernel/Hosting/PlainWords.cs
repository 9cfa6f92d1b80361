using System.Text.Json;
using System.Text.RegularExpressions;
using Kernel.Http;

namespace Kernel.Hosting;

/// <summary>Rewrites the framework's messages about a bad request with the API's names, without names of C#.</summary>
internal static class PlainWords
{
    private static readonly Regex BadValue = new(
        """^Failed to bind parameter ".* (?<name>\w+)" from (?<value>".*")\.$""", RegexOptions.Singleline | RegexOptions.CultureInvariant);
    private static readonly Regex MissingValue = new(
        """^Required parameter ".* (?<name>\w+)" was not provided""", RegexOptions.CultureInvariant);

    public static Wording OfReader(string message)
    {
        if (message.Split("missing required properties including: ") is [_, var missing]) return $"missing are {missing}";
        if (message.Split("could not be mapped to any .NET member") is [var unknown, _]) return $"{unknown.TrimEnd()} is not known here.";
        if (message.Split('\'') is ["Duplicate property ", var twice, ..]) return $"'{twice}' appears twice.";
        if (message.Contains("allow null values", StringComparison.Ordinal)) return "null is not allowed.";
        if (message.Contains("could not be converted to", StringComparison.Ordinal)) return "the value is not of the member's type.";
        return Wording.AsItIs(message.Split(" Path:")[0].Split(" LineNumber:")[0]);
    }

    public static Wording OfBinder(string message)
    {
        if (BadValue.Match(message) is { Success: true } bad)
        {
            return $"The parameter {NameOf(bad)} does not take {bad.Groups["value"].Value}.";
        }
        if (MissingValue.Match(message) is { Success: true } missing) return $"The parameter {NameOf(missing)} is needed.";
        return message.StartsWith("Implicit body", StringComparison.Ordinal)
            || message.StartsWith("Failed to read parameter", StringComparison.Ordinal)
            ? Wording.Of("The request needs a JSON body.")
            : Wording.AsItIs(message);
    }

    /// <summary>Gives members their API names at any depth: <c>Stages[0].Years</c> becomes <c>stages[0].years</c>.</summary>
    public static Dictionary<string, string[]> OfValidation(IDictionary<string, string[]> errors) => errors.ToDictionary(
        error => string.Join('.', error.Key.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName)),
        error => error.Value.Select(message => InApiWords(message, error.Key.Split('.', '[')[^1])).ToArray());

    // A property of a parameters' record has a C# name, which the query does not.
    private static string NameOf(Match match) => JsonNamingPolicy.CamelCase.ConvertName(match.Groups["name"].Value);

    // The framework's attributes use the member's C# name.
    private static string InApiWords(string message, string member) => member.Length == 0 ? message : message
        .Replace($"The field {member} ", $"The field {JsonNamingPolicy.CamelCase.ConvertName(member)} ", StringComparison.Ordinal)
        .Replace($"The {member} field ", $"The field {JsonNamingPolicy.CamelCase.ConvertName(member)} ", StringComparison.Ordinal);
}
