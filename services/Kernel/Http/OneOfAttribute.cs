using System.ComponentModel.DataAnnotations;

namespace Kernel.Http;

/// <summary>The member is one of a closed set of words; a refusal names them, and so does the OpenAPI document.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute(params string[] values) : ValidationAttribute
{
    public IReadOnlyList<string> Values => values;

    public override bool IsValid(object? value) => value is null || (value is string word && values.Contains(word));

    public override string FormatErrorMessage(string name) => $"The field {name} is one of: {string.Join(", ", values)}.";
}
