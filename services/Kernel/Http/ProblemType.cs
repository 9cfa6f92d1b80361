using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kernel.Http;

/// <summary>The kinds of refusal a service gives; each has a stable type that a client may switch on (RFC 9457).</summary>
/// <param name="service">The service's name, or empty for those that every service gives.</param>
public sealed class ProblemCatalogue(string service)
{
    private readonly List<ProblemType> types = [];

    /// <summary>Everything that was defined, for the documentation at <c>/problems/&lt;service&gt;</c>.</summary>
    public IReadOnlyList<ProblemType> Types => types;

    public ProblemType Define(string name, int status, string title)
    {
        var type = new ProblemType(service.Length == 0 ? $"/problems/{name}" : $"/problems/{service}/{name}", status, title);
        types.Add(type);
        return type;
    }
}

/// <summary>One kind of refusal.</summary>
/// <param name="Type">The stable URI reference of the problem.</param>
/// <param name="Status">The HTTP status it comes with.</param>
/// <param name="Title">What it means, the same each time.</param>
public sealed record ProblemType(string Type, int Status, string Title)
{
    /// <param name="detail">What was wrong this time, and what to do.</param>
    /// <param name="rule">The rule that refused, such as D22.</param>
    /// <param name="facts">What the rule looked at.</param>
    /// <param name="change">The smallest change with which the same request passes.</param>
    public ProblemHttpResult Refuse(string detail, string? rule = null, object? facts = null, object? change = null)
    {
        var members = new Dictionary<string, object?> { ["rule"] = rule, ["facts"] = facts, ["change"] = change };
        return TypedResults.Problem(detail, statusCode: Status, title: Title, type: Type, extensions: members.Where(member => member.Value is not null));
    }

    public ProblemHttpResult Refuse(Verdict verdict, string detail) => Refuse(detail, verdict.Rule, verdict.Facts, verdict.Change);
}
