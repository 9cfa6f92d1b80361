using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Kernel.Http;

/// <summary>The member is a day within these two, both included.</summary>
/// <param name="first">The first allowed day, such as <c>1950-01-01</c>.</param>
/// <param name="last">The last allowed day.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DayAttribute(string first = DayAttribute.Earliest, string last = DayAttribute.Latest) : ValidationAttribute
{
    public const string Earliest = "1950-01-01";
    public const string Latest = "2099-12-31";

    private static readonly DateOnly[] All = [Read(Earliest), Read(Latest)];

    /// <summary>The first day that the platform accepts.</summary>
    public static DateOnly FirstDay => All[0];

    /// <summary>The last day that the platform accepts.</summary>
    public static DateOnly LastDay => All[1];

    public string First => first;

    public string Last => last;

    /// <summary>Whether the platform accepts the day.</summary>
    internal static bool Takes(DateOnly day) => All[0] <= day && day <= All[1];

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) => value switch
    {
        null => ValidationResult.Success,
        DateOnly day =>
            Read(first) <= day && day <= Read(last)
                ? ValidationResult.Success
                : new ValidationResult($"Send a day from {first} to {last}.", [validationContext.MemberName ?? ""]),
        _ => throw new InvalidOperationException($"{validationContext.ObjectType.Name}.{validationContext.MemberName} is no day."),
    };

    private static DateOnly Read(string day) => DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture);
}
