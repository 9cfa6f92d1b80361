using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kernel.Changes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace Kernel.Http;

/// <summary>
/// Judges an operation's parameters in path and query. Unknown names, repeated names, empty values and wrongly written values are refused
/// by name. The framework ignores the first three, and guesses the last. So is a last day before the first one.
/// </summary>
internal static partial class QueryRules
{
    /// <summary>The first day of a period. It has no other name in a query (<c>Contracts.Tests</c>).</summary>
    private const string From = "from";

    /// <summary>The last day of a period.</summary>
    private const string Until = "until";

    // The framework's reader accepts blanks around a value.
    private const int GuidLength = 36;

    /// <summary>Records the parameters of each route of the group, once.</summary>
    public static void AddTo(RouteGroupBuilder api, IReadOnlyCollection<ChangeKind> kinds) =>
        ((IEndpointConventionBuilder)api).Finally(endpoint =>
        {
            if (endpoint is not RouteEndpointBuilder route) return;
            var list = ListOf.Of(route, kinds);
            if (list is not null) endpoint.Metadata.Add(list);
            endpoint.Metadata.Add(new Taken(route, list));
        });

    /// <summary>Whether an endpoint is an operation of the group.</summary>
    public static bool Knows(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<Taken>() is not null;

    /// <summary>
    /// A parameter's name for callers. A property of an <c>[AsParameters]</c> record is named like a member of a body. The framework reads
    /// both ways of writing it.
    /// </summary>
    public static string NameOf(ParameterInfo parameter) =>
        parameter.Member is PropertyInfo ? JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!) : parameter.Name!;

    /// <summary>Runs after authorisation, and before the handler's parameters are read.</summary>
    public static Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<Taken>() is not { } taken) return next(http);
        if (taken.Path.Any(parameter => $"{http.Request.RouteValues[parameter.Name!]}" is var value && !(IsWritten(
            parameter, value) && IsCode(parameter, value))))
        {
            return CommonProblems.NotFound().ExecuteAsync(http);
        }
        return WhyNot(taken, http.Request.Query) is { } why ? CommonProblems.MalformedRequest(why).ExecuteAsync(http) : next(http);
    }

    private static Wording? WhyNot(Taken taken, IQueryCollection query) =>
        query.Select(pair => WhyNot(taken, pair.Key, pair.Value)).FirstOrDefault(why => why is not null) ?? WhyNotAPeriod(taken, query);

    // Both are read as days already, and days in this form sort as texts do.
    private static Wording? WhyNotAPeriod(Taken taken, IQueryCollection query) =>
        IsDay(taken, From) && IsDay(taken, Until) && query[From] is [{ } from] && query[Until] is [{ } until]
        && string.CompareOrdinal(until, from) < 0
            ? Wording.Of($"The parameter {Until} does not take \"{until}\". It must not be before {From}, \"{from}\".")
            : null;

    private static bool IsDay(Taken taken, string name) =>
        taken.Query.GetValueOrDefault(name) is { } parameter && TypeOf(parameter) == typeof(DateOnly);

    private static Wording? WhyNot(Taken taken, string name, StringValues values)
    {
        if (!taken.Query.TryGetValue(name, out var parameter))
        {
            var allowed = string.Join(", ", taken.Query.Keys.Order(StringComparer.Ordinal));
            return allowed.Length == 0
                ? Wording.Of($"The parameter {name} is not known here. This operation has none.")
                : Wording.Of($"The parameter {name} is not known here. Allowed are: {allowed}.");
        }
        if (values is not [var value]) return $"The parameter {name} appears {values.Count} times.";
        if (string.IsNullOrEmpty(value)) return $"The parameter {name} is empty. Leave it out, or give it a value.";
        if (parameter is null) return null;
        if (!IsWritten(parameter, value)) return $"The parameter {name} does not take \"{Shorten(value)}\". Send {Form(parameter)}.";
        var judged = new ValidationContext(parameter) { MemberName = name };
        return parameter.GetCustomAttributes<ValidationAttribute>().Select(rule => rule.GetValidationResult(
            TypeOf(parameter) == typeof(int) ? int.Parse(value, CultureInfo.InvariantCulture) : value, judged))
            .FirstOrDefault(wrong => wrong is not null) is { } refused
                ? Wording.Of($"The parameter {name} does not take \"{Shorten(value)}\". {refused.ErrorMessage}")
                : null;
    }

    // On one of the engines, a blank at the end would match a value without it.
    private static bool IsCode(ParameterInfo parameter, string value) =>
        parameter.ParameterType != typeof(string) || Characters.OfCode(value, int.MaxValue) is null;

    // Only JSON's forms are accepted; any other form of a day would be a guess.
    private static bool IsWritten(ParameterInfo parameter, string value) => TypeOf(parameter) switch
    {
        var type when type == typeof(string) => true,
        var type when type == typeof(Guid) => value.Length == GuidLength && Guid.TryParseExact(value, "D", out _),
        var type when type == typeof(DateOnly) =>
            DateOnly.TryParseExact(value, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && DayAttribute.Takes(day),
        var type when type == typeof(DateTimeOffset) => Moment().IsMatch(value)
                && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
                && DayAttribute.Takes(DateOnly.FromDateTime(moment.UtcDateTime)),
        var type when type == typeof(int) =>
            Number().IsMatch(value) && int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        var type when type == typeof(bool) => value is "true" or "false",
        var type => throw new InvalidOperationException($"No rule says how a {type.Name} such as {parameter.Name} is written."),
    };

    private static Wording Form(ParameterInfo parameter) => TypeOf(parameter) switch
    {
        var type when type == typeof(Guid) => "an identifier such as 0197a3c8-5c1e-7b32-9a77-0d6c5d1f2e11",
        var type when type == typeof(DateOnly) =>
            Wording.Of($"a day such as 2026-09-01, from {DayAttribute.Earliest} to {DayAttribute.Latest}"),
        var type when type == typeof(DateTimeOffset) => "a moment such as 2026-09-01T08:00:00Z, with + written as %2B",
        var type when type == typeof(int) => "a whole number",
        _ => "true or false",
    };

    private static Type TypeOf(ParameterInfo parameter) => Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;

    private static string Shorten(string value) => value.Length <= 60 ? value : $"{value[..60]}…";

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,7})?)?(Z|[+-][0-9]{2}:[0-9]{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Moment();

    [GeneratedRegex(@"\A-?[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    private sealed class Taken
    {
        public Taken(RouteEndpointBuilder route, ListOf? list)
        {
            foreach (var (name, parameter) in list?.Takes() ?? []) Query[name] = parameter;
            var inPath = route.RoutePattern.Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var bound in route.Metadata.OfType<IParameterBindingMetadata>())
            {
                if (bound.ParameterInfo.ParameterType == typeof(Paging)) (Query["limit"], Query["cursor"]) = (null, null);
                else if (inPath.Contains(bound.Name)) Path.Add(bound.ParameterInfo);
                else if (bound.HasTryParse || bound.ParameterInfo.ParameterType == typeof(string))
                {
                    Query[NameOf(bound.ParameterInfo)] = bound.ParameterInfo;
                }
            }
        }

        public List<ParameterInfo> Path { get; } = [];

        /// <summary>The rule by parameter name, case-sensitive; null for parameters that <see cref="Paging"/> judges.</summary>
        public Dictionary<string, ParameterInfo?> Query { get; } = new(StringComparer.Ordinal);
    }
}
