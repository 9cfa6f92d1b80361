using Microsoft.Extensions.Configuration;

namespace Kernel.Personal;

/// <summary>The periods of erasures, as an operator sets them in the section <c>PersonalData</c> (D44).</summary>
/// <remarks>PIPL, Articles 47 and 50, order an answer in good time and name no number of days: the default is recalled practice.</remarks>
internal sealed class PersonalDataPeriods(IConfiguration configuration)
{
    private readonly IConfigurationSection section = configuration.GetSection("PersonalData");

    /// <summary>The days in which an institution decides. After them a request counts as granted.</summary>
    public int DecideWithinDays => section.GetValue(nameof(DecideWithinDays), 15);

    /// <summary>The days between the decision and the erasure, in which a mistake is withdrawn.</summary>
    public int CarryOutAfterDays => section.GetValue(nameof(CarryOutAfterDays), 7);

    /// <summary>For how many years the law orders to keep a value.</summary>
    public int YearsOf(KeptByLaw kept) => section.GetValue($"Kept:{kept.Kind}.{kept.Member}", kept.Years);
}
