using System.ComponentModel.DataAnnotations;

namespace Enrollment.Features.TransferPlans;

/// <summary>The number has at most so many decimals, so that the stored number is exactly the one that was sent (D10).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DecimalsAttribute(int most) : ValidationAttribute
{
    public int Most => most;

    public override bool IsValid(object? value) => value is null || (value is decimal number && decimal.Round(number, most) == number);

    public override string FormatErrorMessage(string name) => $"The field {name} has at most {most} decimals.";
}
