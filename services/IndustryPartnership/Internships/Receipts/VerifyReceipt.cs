namespace IndustryPartnership.Internships.Receipts;

/// <summary>The command <c>verify-receipt &lt;receipt.json&gt; &lt;jwks.json&gt;</c>: verifies a receipt from two files, without service
/// and database.</summary>
public static class VerifyReceipt
{
    public const string Command = "verify-receipt";

    /// <returns>The exit code: 0 if nothing is wrong, 1 if something is, 2 if the command does not get its two files.</returns>
    public static int Run(IReadOnlyList<string> files, TextWriter output, TextWriter errors)
    {
        if (files.Count != 2)
        {
            errors.WriteLine($"{Command} takes two files: the receipt, and the keys that it is verified with.");
            return 2;
        }
        try
        {
            if (ReceiptProof.WhatIsWrong(File.ReadAllBytes(files[0]), File.ReadAllBytes(files[1])) is { } wrong)
            {
                errors.WriteLine(wrong);
                return 1;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(error.Message);
            return 1;
        }
        output.WriteLine("The receipt is what was signed.");
        return 0;
    }
}
