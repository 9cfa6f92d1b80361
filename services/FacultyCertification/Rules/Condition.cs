namespace FacultyCertification.Rules;

/// <summary>D18: a condition of a level that an application does not meet, and by how much.</summary>
/// <param name="Kind">The kind of evidence; <c>practice-days</c> for the days of practice.</param>
/// <param name="Needed">How much the method asks for.</param>
/// <param name="Counted">How much counts.</param>
public sealed record Condition(string Kind, int Needed, int Counted)
{
    public const string PracticeDays = "practice-days";

    /// <summary>What is missing.</summary>
    public int Missing => Needed - Counted;
}
