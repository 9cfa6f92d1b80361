using Microsoft.AspNetCore.Http;

namespace Kernel.Http;

/// <summary>
/// The reason why a request was refused. Rules, sweeps and consumers use it as a value; a route answers it as a problem (RFC 9457).
/// </summary>
/// <param name="Type">The problem type.</param>
/// <param name="Detail">What was wrong this time, and what to do.</param>
/// <param name="Rule">The rule that refused, such as D22.</param>
/// <param name="Facts">What the rule looked at.</param>
/// <param name="Change">The smallest change with which the same request passes.</param>
public sealed record Refusal(ProblemType Type, Wording Detail, string? Rule = null, object? Facts = null, object? Change = null) : IResult
{
    /// <summary>Further members of the problem, such as a slot's verdicts.</summary>
    public IReadOnlyDictionary<string, object?> More { get; init; } = new Dictionary<string, object?>();

    public Task ExecuteAsync(HttpContext httpContext)
    {
        (string Name, object? Value)[] members = [("rule", Rule), ("facts", Facts), ("change", Change), .. More.Select(
            more => (more.Key, more.Value))];
        var extensions = members.Where(member => member.Value is not null).ToDictionary(member => member.Name, member => member.Value);
        var chinese = Languages.WantsChinese(httpContext);
        return TypedResults.Problem(
            Detail.In(chinese), statusCode: Type.Status, title: Type.TitleIn(chinese), type: Type.Type, extensions: extensions)
            .ExecuteAsync(httpContext);
    }
}
